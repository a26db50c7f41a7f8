#include "domain/models/model_loader.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/domain_error.h"
#include "support/domain_models.h"

namespace wavespeed_mock::model_loader_test {
namespace {

using nlohmann::json;

TEST(ModelLoader, UsesDefaultsForAbsentFields) {
  const Model model = model_of(model_entry());
  EXPECT_EQ(model.id, "acme/model");
  EXPECT_EQ(model.name, "acme/model");
  EXPECT_EQ(model.description, "acme/model");
  EXPECT_EQ(model.type, "text-to-image");
  EXPECT_EQ(model.output, MediaKind::image);
  EXPECT_EQ(model.unit_price, Money{10'000});
  EXPECT_EQ(model.unit_price, Money{10'000});
  EXPECT_EQ(model.formula, "");
  EXPECT_FALSE(model.price);
  EXPECT_EQ(model.run_time.first, std::chrono::seconds(1));
  EXPECT_FALSE(model.keep_run_time);
  EXPECT_FALSE(model.failure);
  EXPECT_NE(model.inputs.find("prompt"), nullptr);
  json schema = model_entry()["request_schema"];
  schema["required"] = json::array();
  schema["x-order-properties"] = {"prompt"};
  EXPECT_EQ(json::parse(model.request_schema), schema) << "clients rely on these two fields";
}

TEST(ModelLoader, KeepsACompleteSchemaUnchanged) {
  json entry = model_entry({{"b", {{"type", "string"}}}, {"a", {{"type", "string"}}}});
  entry["request_schema"]["required"] = {"b"};
  entry["request_schema"]["x-order-properties"] = {"b", "a"};
  EXPECT_EQ(json::parse(model_of(entry).request_schema), entry["request_schema"]);
  entry["request_schema"] = {{"type", "object"}};
  EXPECT_EQ(json::parse(model_of(entry).request_schema),
            (json{{"type", "object"},
                  {"properties", json::object()},
                  {"required", json::array()},
                  {"x-order-properties", json::array()}}));
}

TEST(ModelLoader, ReadsAllFields) {
  const Model model = model_of(json::parse(R"({
      "model_id": "acme/x-1.0", "name": "X", "description": "Draws.", "type": "image-to-video",
      "output": "image", "run_time": "lognormal:4s,0.3", "keep_run_time": true,
      "price": {"usd": 0.26,
                "cases": [{"when": {"resolution": "480p", "audio": false}, "usd": 0.06}],
                "times": [{"input": "duration", "per": 5, "at_least": 5, "at_most": 600},
                          {"characters_of": "prompt", "per": 1000}]},
      "failure": {"probability": 0.05, "code": 5003, "error": "Service unavailable"},
      "request_schema": {"type": "object", "properties": {
          "prompt": {"type": "string"}, "audio": {"type": "boolean"},
          "resolution": {"type": "string", "enum": ["480p", "720p"]},
          "duration": {"type": "number"}}}})"));
  EXPECT_EQ(model.name, "X");
  EXPECT_EQ(model.description, "Draws.");
  EXPECT_EQ(model.output, MediaKind::image) << "given, so not derived from the type";
  EXPECT_TRUE(model.keep_run_time);
  EXPECT_TRUE(model.price);
  ASSERT_TRUE(model.failure);
  EXPECT_EQ(model.failure->probability, 0.05);
  EXPECT_EQ(model.failure->code, 5003);
  EXPECT_EQ(model.failure->error, "Service unavailable");
}

TEST(ModelLoader, DerivesTheOutputFromTheType) {
  struct Case {
    std::string_view type;
    MediaKind output;
  };
  const std::vector<Case> cases = {
      {"text-to-image", MediaKind::image},  {"image-to-image", MediaKind::image},
      {"text-to-video", MediaKind::video},  {"image-to-video", MediaKind::video},
      {"video-to-video", MediaKind::video}, {"audio-to-video", MediaKind::video},
      {"text-to-audio", MediaKind::audio},  {"image-to-3d", MediaKind::model_3d},
      {"image-to-text", MediaKind::text},   {"text-to-text", MediaKind::text},
      {"training", MediaKind::file},        {"upscaler", MediaKind::image},
      {"speech-to-text", MediaKind::text},  {"llm", MediaKind::text},
      {"digital-human", MediaKind::video},  {"video-effects", MediaKind::video},
  };
  for (const Case& c : cases) {
    json entry = model_entry();
    entry["type"] = c.type;
    EXPECT_EQ(model_of(entry).output, c.output) << c.type;
  }
}

TEST(ModelLoader, ReadsEveryOutput) {
  struct Case {
    std::string_view name;
    MediaKind output;
  };
  const std::vector<Case> cases = {
      {"image", MediaKind::image}, {"video", MediaKind::video}, {"audio", MediaKind::audio},
      {"3d", MediaKind::model_3d}, {"text", MediaKind::text},   {"file", MediaKind::file},
  };
  for (const Case& c : cases) {
    json entry = model_entry();
    entry["output"] = c.name;
    EXPECT_EQ(model_of(entry).output, c.output) << c.name;
  }
}

TEST(ModelLoader, AcceptsIdsThatFitIntoAPath) {
  for (const std::string id :
       {"a", "mock-image", "wavespeed-ai/z-image/turbo", "wavespeed-ai/SkyReels-V1",
        "wavespeed-ai/flux-controlnet-union-pro-2.0", "a/b/c/d/e", "a_b"}) {
    EXPECT_EQ(model_named(id).id, id);
  }
  for (const std::string id : {"/a", "a/", "a//b", "a b", "a?b", "a#b", "a%20b", "ä", "a:b", "/"}) {
    EXPECT_EQ(error_of([&] { static_cast<void>(model_named(id)); }),
              "f.json: models[0] \"" + id +
                  "\": field \"model_id\": may have letters, digits, \".\", \"_\", \"-\" and "
                  "single \"/\" inside");
  }
}

// The error for an entry that is valid except for the value at `pointer`.
std::string error_with(std::string_view pointer, const json& value) {
  json entry = model_entry({{"prompt", {{"type", "string"}}},
                            {"count", {{"type", "integer"}, {"maximum", 4}}},
                            {"quality", {{"enum", {"low", "high"}}, {"nullable", true}}}});
  entry["price"]["cases"] = {{{"when", {{"quality", "high"}}}, {"usd", 0.05}}};
  entry["price"]["times"] = {{{"input", "count"}, {"per", 5}}};
  entry["failure"] = {{"probability", 0.5}, {"code", 5000}, {"error", "no"}};
  EXPECT_EQ(error_of([&] { static_cast<void>(model_of(entry)); }), "");
  const json::json_pointer index{std::string(pointer)};
  if (value.is_discarded()) {
    entry.at(index.parent_pointer()).erase(index.back());
  } else {
    entry[index] = value;
  }
  return error_of([&] { static_cast<void>(model_of(entry)); });
}

TEST(ModelLoader, ReportsMissingFields) {
  struct Case {
    std::string_view field;
    std::string error;
  };
  const std::vector<Case> cases = {
      {"/model_id", R"(: field "model_id" is missing)"},
      {"/type", R"( "acme/model": field "type" is missing)"},
      {"/run_time", R"( "acme/model": field "run_time" is missing)"},
      {"/request_schema", R"( "acme/model": field "request_schema" is missing)"},
      {"/price", R"( "acme/model": field "price" is missing)"},
      {"/price/usd", R"( "acme/model": price: field "usd" is missing)"},
      {"/price/cases/0/usd", R"( "acme/model": price: cases[0]: field "usd" is missing)"},
      {"/price/cases/0/when", R"( "acme/model": price: cases[0]: field "when" is missing)"},
      {"/price/times/0/input", R"( "acme/model": price: times[0]: field "input" is missing)"},
      {"/failure/probability", R"( "acme/model": failure: field "probability" is missing)"},
      {"/failure/code", R"( "acme/model": failure: field "code" is missing)"},
      {"/failure/error", R"( "acme/model": failure: field "error" is missing)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(error_with(c.field, json(json::value_t::discarded)), "f.json: models[0]" + c.error);
  }
}

TEST(ModelLoader, ExplainsInvalidFields) {
  struct Case {
    std::string_view field;
    json value;
    std::string error;
  };
  const std::string codes =
      "must be a task error code: 1200, 1400 to 1403, 1405 to 1407, 5000, 5003 or 5004";
  const std::vector<Case> cases = {
      {"/name", 1, R"(: field "name": must be a string, not 1)"},
      {"/description", "", R"(: field "description": must not be empty)"},
      {"/type", 1, R"(: field "type": must be a string, not 1)"},
      {"/type", "image",
       R"(: field "type": "image" is not a type of the service, so it needs "output" too; )"
       R"(did you mean "image-to-3d"?)"},
      {"/output", "gif",
       R"(: field "output": must be one of "image", "video", "audio", "3d", "text", "file", )"
       R"(not "gif")"},
      {"/run_time", "2s",
       R"(: field "run_time": must be "fixed:200ms", "uniform:1s,3s", "normal:2s,500ms", )"
       R"("lognormal:2s,0.5" or "percentiles:p50=1s,p99=10s", not "2s")"},
      {"/keep_run_time", "yes", R"(: field "keep_run_time": must be true or false, not "yes")"},
      {"/request_schema", "{}", R"(: request_schema: must be an object, not a string)"},
      {"/request_schema/properties/count/maximum", "4",
       R"(: request_schema: property "count": field "maximum": must be a number from -1e+300 to )"
       R"(1e+300, not "4")"},
      {"/price", 0.01, R"(: price: must be an object, not 0.01)"},
      {"/price/usd", -1, R"(: price: field "usd": must be a number from 0.0 to 1000000.0, not -1)"},
      {"/price/usd", 0.0000005, R"(: price: field "usd": must be whole micro-dollars)"},
      {"/price/cases/0/usd", "1",
       R"(: price: cases[0]: field "usd": must be a number from 0.0 to 1000000.0, not "1")"},
      {"/price/cases/0/when", json::object(),
       R"(: price: cases[0]: field "when": must be an object with at least one input and its )"
       R"(value)"},
      {"/price/cases/0/when",
       {{"qualities", "high"}},
       R"(: price: cases[0]: field "when": names "qualities", which is not a property of )"
       R"(request_schema)"},
      {"/price/cases/0/when",
       {{"quality", "best"}},
       R"(: price: cases[0]: field "when": "quality" must be one of "low", "high", not "best")"},
      {"/price/cases/0/when",
       {{"quality", nullptr}},
       R"(: price: cases[0]: field "when": "quality" must be a string, a number, true or false)"},
      {"/price/times/0/input", "number",
       R"(: price: times[0]: field "input": names "number", which is not a property of )"
       R"(request_schema)"},
      {"/price/times/0/input", "prompt",
       R"(: price: times[0]: field "input": names "prompt", which is not a number)"},
      {"/price/times/0",
       {{"characters_of", "count"}},
       R"(: price: times[0]: field "characters_of": names "count", which is not a string)"},
      {"/price/times/0/per", 0,
       R"(: price: times[0]: field "per": must be a number from 1e-06 to 1000000000.0, not 0)"},
      {"/price/times/0",
       {{"input", "count"}, {"at_least", 6}, {"at_most", 5}},
       R"(: price: times[0]: field "at_least": must not be above at_most)"},
      {"/failure/probability", 1.5,
       R"(: failure: field "probability": must be a number from 0.0 to 1.0, not 1.5)"},
      {"/failure/code", 500, ": failure: field \"code\": " + codes},
      {"/failure/code", 0, ": failure: field \"code\": " + codes},
      {"/failure/error", "", R"(: failure: field "error": must not be empty)"},
      // Unknown fields.
      {"/base_price", 1, R"(: field "base_price" is not known)"},
      {"/runtime", "fixed:1s", R"(: field "runtime" is not known; did you mean "run_time"?)"},
      {"/price/used", 1, R"(: price: field "used" is not known; did you mean "usd"?)"},
      {"/price/cases/0/whem", 1,
       R"(: price: cases[0]: field "whem" is not known; did you mean "when"?)"},
      {"/price/times/0/at_last", 1,
       R"(: price: times[0]: field "at_last" is not known; did you mean "at_least"?)"},
      {"/failure/errors", "no", R"(: failure: field "errors" is not known; did you mean "error"?)"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(error_with(c.field, c.value), "f.json: models[0] \"acme/model\"" + c.error);
  }
}

TEST(ModelLoader, AcceptsEveryTaskErrorCode) {
  for (const int code : {1200, 1400, 1401, 1402, 1403, 1405, 1406, 1407, 5000, 5003, 5004}) {
    EXPECT_EQ(error_with("/failure/code", code), "") << code;
  }
}

TEST(ModelLoader, AcceptsPricesInWholeMicroDollars) {
  for (const std::int64_t micros : {0, 1, 3'000, 12'000, 488'000, 999'999'999}) {
    json entry = model_entry();
    entry["price"]["usd"] = Money{micros}.usd();
    EXPECT_EQ(model_of(entry).unit_price, Money{micros});
  }
}

}  // namespace
}  // namespace wavespeed_mock::model_loader_test
