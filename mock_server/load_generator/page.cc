#include "load_generator/page.h"

#include "base/text/markup_text.h"
#include "load_generator/number_format.h"
#include "load_generator/plots.h"
#include "load_generator/text_report.h"

namespace wavespeed_mock::load {
namespace {

constexpr std::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>wavespeed-mock bench</title>
<style>
:root { color-scheme: light dark; --text: #1c2530; --dim: #5b6673; --rule: #dde2e8; --line: #1f6feb;
        --area: #1f6feb22; --error: #d1242f; --ground: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --dim: #9aa5b1; --rule: #30363d; --line: #58a6ff; --area: #58a6ff22;
          --error: #ff7b72; --ground: #0d1117; }
}
body { margin: 2rem auto; max-width: 860px; padding: 0 1rem; background: var(--ground); color: var(--text);
       font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
.dim { color: var(--dim); margin-top: .2rem; }
.figures { display: flex; flex-wrap: wrap; gap: 2rem; margin: 1.5rem 0; }
.figures b { display: block; font-size: 1.6rem; font-weight: 600; }
.bad { color: var(--error); }
.note { border-left: 3px solid var(--error); padding-left: .8rem; margin: .5rem 0; }
svg { width: 100%; height: auto; } svg text { fill: var(--dim); font-size: 12px; }
.grid { stroke: var(--rule); } .axis { stroke: var(--dim); }
.line { fill: none; stroke: var(--line); stroke-width: 2; } .area { fill: var(--area); }
.error { fill: var(--error); }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; line-height: 1.45; }
</style>
</head>
<body>
)";

std::string figure(const std::string& value, const std::string& name, bool bad = false) {
  return std::string("<div><b") + (bad ? " class=\"bad\"" : "") + ">" + value + "</b>" + name +
         "</div>\n";
}

}  // namespace

std::string page_report(const Report& report) {
  const Stats& stats = report.stats;
  const Histogram& latency = stats.latency;
  std::string page(kHead);
  page += "<h1>wavespeed-mock bench</h1>\n<p class=\"dim\">" + escape_html(headline(report.plan)) +
          "</p>\n<div class=\"figures\">\n";
  page += figure(rate_text(report.throughput()), "operations/s");
  page += figure(latency_text(latency.percentile(50)), "median latency");
  page += figure(latency_text(latency.percentile(99)), "p99");
  page += figure(latency_text(latency.percentile(99.99)), "p99.99");
  page += figure(grouped(stats.errors()), "errors", stats.errors() > 0);
  page += "</div>\n";
  for (const std::string& note : report.notes()) {
    page += "<p class=\"note\">" + escape_html(note) + "</p>\n";
  }
  if (latency.count() > 0) {
    page += "<h2>Latency by percentile</h2>\n" + latency_plot(latency);
    page += "<h2>Operations per second</h2>\n" + throughput_plot(stats.throughput);
  }
  page += "<h2>All figures</h2>\n<pre>" + escape_html(text_report(report)) + "</pre>\n";
  return page + "</body>\n</html>\n";
}

}  // namespace wavespeed_mock::load
