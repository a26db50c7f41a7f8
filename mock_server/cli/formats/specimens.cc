#include "cli/formats/specimens.h"

#include <string_view>

namespace wavespeed_mock::cli {
namespace {

// What an account begins with, in fixture files and scenarios.
constexpr std::string_view kTerms = R"json(
     "tier": "bronze", "status": "active", "balance_usd": 25,
     "credits": [{"kind": "trial", "usd": 1, "expires_in": "30d"}],
     "discounts": [{"percent": 20, "models": ["google/*"], "from_usd": 1000}],
     "credit_line": {"limit_usd": 200, "overdue_usd": 12.5})json";

constexpr std::string_view kOfOneAccount = R"json(
     "name": "specimen", "keys": ["specimen-key", {"key": "specimen-key-2", "name": "ci"}],
     "usage_history": [
       {"date": "2025-10-01", "model_uuid": "specimen/picture", "model_type": "text-to-image",
        "unit_price": 0.02, "count": 10, "successes": 9, "cost_usd": 0.18},
       {"date": "2025-10-02", "model_uuid": "wavespeed-ai/flux-dev", "count": 10, "cost_usd": 0.2}
     ],
     "faults": [{"fault": "delay"}])json";

constexpr std::string_view kFaultRules = R"json(
    {"id": "specimen", "route": "submit", "method": "POST", "model": "google/*",
     "path": "/api/v3/*", "key": "specimen-key", "prompt": "cat", "body": {"size": 1},
     "after": 1, "first": 100, "every": 2, "times": 10,
     "probability": 0.5, "from": "10s", "until": "1m", "fault": {"type": "delay"},
     "commit": "after"},
    {"route": ["submit", "GET /api/v3/balance"], "method": ["POST", "GET"],
     "path": ["/api/v3/balance", "/api/v3/google/*"],
     "model": ["google/*", "bytedance/*"], "faults": ["delay", {"type": "bandwidth"}]},
    {"header": {"name": "X-Client", "equals": "a"}, "fault": "delay"},
    {"header": {"name": "X-Client", "contains": "a"}, "fault": "delay"},
    {"header": {"name": "X-Client", "present": true}, "fault": "delay"})json";

// The lists that fixture files and scenarios both have.
std::string shared_lists() {
  std::string text = R"("accounts": [{)";
  text.append(kTerms)
      .append(",")
      .append(kOfOneAccount)
      .append(R"(}],
  "faults": [)")
      .append(kFaultRules)
      .append("]");
  return text;
}

}  // namespace

std::string fixture_specimen() {
  return R"json({
  "$schema": "fixtures.schema.json",
  "tiers": [
    {"tier": "specimen", "name": "Specimen", "images_per_minute": 60, "videos_per_minute": 6,
     "tasks_at_once": 10, "over_rate": "queue", "over_concurrency": "reject",
     "from_top_ups_usd": 100}
  ],
  "models": [
    {"model_id": "specimen/picture", "name": "Picture", "type": "text-to-image",
     "description": "A model with every field.", "output": "image",
     "price": {"usd": 0.02,
               "cases": [{"when": {"style": "plain", "fast": true, "count": 2}, "usd": 0.01}],
               "times": [{"input": "count", "per": 2, "at_least": 1, "at_most": 4},
                         {"characters_of": "prompt", "per": 1000}]},
     "run_time": "lognormal:4s,0.3", "keep_run_time": true, "trial_credit": false,
     "failure": {"probability": 0.05, "code": 5003, "error": "Service unavailable"},
     "faults": ["task_nsfw", {"type": "task_failed"}, {"fault": "task_stuck", "every": 2}],
     "request_schema": {
       "type": "object",
       "required": ["prompt"],
       "properties": {
         "prompt": {"type": "string", "minLength": 1, "maxLength": 1000},
         "style": {"enum": ["plain", null], "nullable": true, "default": "plain"},
         "level": {"enum": [0.5, 1]},
         "loud": {"enum": [true]},
         "size": {"type": ["string", "null"], "x-size": {"minimum": 256, "maximum": 1536}},
         "fast": {"type": "boolean"},
         "count": {"type": "integer", "minimum": 1, "maximum": 4},
         "images": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "string"}},
         "ratio": {"exclusiveMinimum": 0, "exclusiveMaximum": 4, "multipleOf": 0.5},
         "code": {"type": "string", "pattern": "^[a-z]+$"},
         "word": {"const": "a"},
         "whole": {"const": 1.5},
         "yes": {"const": true},
         "tags": {"type": "array", "uniqueItems": true},
         "extra": {"type": "object", "additionalProperties": {"type": "integer"}},
         "closed": {"type": "object", "additionalProperties": false},
         "width": {"$ref": "#/$defs/side"},
         "mode": {"allOf": [{"minLength": 1}], "anyOf": [{"type": "string"}],
                  "oneOf": [{"type": "string"}], "not": {"maxLength": 1},
                  "if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 1}}
       },
       "$defs": {"side": {"type": "integer", "maximum": 8}}
     }}
  ],
)json" + shared_lists() +
         R"json(,
  "coupons": [
    {"code": "SPECIMEN", "usd": 5, "expires_in": "90d", "credit_expires_in": "30d", "uses": 1,
     "min_top_up_usd": 10},
    {"code": "SPECIMEN-2", "usd": 5, "expires_at": "2026-12-31T00:00:00Z"}
  ]
})json";
}

std::string scenario_specimen() {
  return R"json({
  "$schema": "scenario.schema.json",
  "name": "specimen",
  "description": "A scenario with every field.",
  "clock": {"mode": "manual", "time": "2026-06-01T00:00:00Z"},
)json" + shared_lists() +
         R"json(,
  "each_account": {)json" +
         std::string(kTerms) + R"json(},
  "steps": [{"at": "10s", "for": "20s", "faults": [{"fault": "delay"}]},
            {"at": "40s", "faults": [{"fault": "delay"}]}]
})json";
}

}  // namespace wavespeed_mock::cli
