// Runs `wavespeed-mock models` on files and on the built-in models, as people and a CI do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/program.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::cli::models_command_test {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct Ended {
  int exit_code;
  std::string out;
  std::string err;
};

Ended run(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "models");
  Program program(std::move(arguments));
  const int exit_code = program.exit_code();
  return {exit_code, program.out().all(), program.err().all()};
}

json entry(const std::string& id, double price = 0.5) {
  return {{"model_id", id},
          {"type", "text-to-image"},
          {"base_price", price},
          {"description", "Paints."},
          {"request_schema",
           {{"type", "object"}, {"properties", {{"n", {{"type", "integer"}, {"default", 1}}}}}}}};
}

class ModelsCommand : public testing::Test {
 protected:
  // Writes a catalogue file; its path.
  std::string file(const std::string& name, const json& models) const {
    return temp_.write(name, json{{"data", models}}.dump()).string();
  }
  const TempFolder temp_;
};

TEST_F(ModelsCommand, ListsModelsWithATextInThem) {
  const Ended one = run({"list", "REAL-esrgan"});
  EXPECT_EQ(one.exit_code, 0);
  EXPECT_EQ(one.out,
            "wavespeed-ai/real-esrgan  image-to-image  $0.0024\n"
            "nightmareai/real-esrgan   upscaler        $0.0024\n"
            "2 models\n");
  EXPECT_EQ(one.err, "");
  EXPECT_THAT(
      run({"list", "wavespeed-ai/flux-dev-lora-ultra-fast"}).out,
      EndsWith("\n1 model; * depends on the inputs, see `wavespeed-mock models show ID`\n"));
  EXPECT_EQ(run({"list", "no such text"}).out, "0 models\n");
}

TEST_F(ModelsCommand, ListsModelsOfAType) {
  const Ended ended = run({"list", "--type", "llm", "--json"});
  EXPECT_EQ(ended.exit_code, 0);
  const json list = json::parse(ended.out);
  EXPECT_GT(list.size(), 3U);
  for (const json& each : list) EXPECT_EQ(each["type"], "llm");
  EXPECT_TRUE(list[0].contains("model_id"));
  EXPECT_TRUE(list[0].contains("base_price"));
  EXPECT_TRUE(list[0].contains("formula"));
  const Ended wrong = run({"list", "--type", "llmm"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_EQ(wrong.err,
            "wavespeed-mock: option --type: no model has the type \"llmm\"; did you mean "
            "\"llm\"?\n");
}

TEST_F(ModelsCommand, ListsModelsOfFilesToo) {
  const std::string own = file("m.json", {entry("acme/painter"), entry("wavespeed-ai/flux-dev")});
  EXPECT_EQ(run({"list", "paint", "--models", own, "--json"}).exit_code, 0);
  EXPECT_THAT(run({"list", "acme/", "--models", own}).out,
              StartsWith("acme/painter  text-to-image  $0.5\n"));
  EXPECT_EQ(run({"price", "wavespeed-ai/flux-dev", "--models", own}).out, "$0.5\n");
  const std::string fixture =
      temp_
          .write("f.json", json{{"models",
                                 {{{"model_id", "wavespeed-ai/flux-dev"},
                                   {"type", "text-to-image"},
                                   {"price", {{"usd", 0.25}}},
                                   {"run_time", "fixed:1s"},
                                   {"request_schema", {{"type", "object"}}}}}}}
                               .dump())
          .string();
  EXPECT_EQ(run({"price", "wavespeed-ai/flux-dev", "--models", own, "--fixtures", fixture}).out,
            "$0.25\n");
}

TEST_F(ModelsCommand, ShowsAModel) {
  const Ended page = run({"show", "wavespeed-ai/flux-dev"});
  EXPECT_EQ(page.exit_code, 0);
  EXPECT_THAT(page.out,
              AllOf(StartsWith("wavespeed-ai/flux-dev (text-to-image)\n"),
                    HasSubstr("\n  prompt                required, string\n"),
                    HasSubstr("\n  num_images            integer, 1 to 4, default 1\n"),
                    HasSubstr("\n  num_images  1: $0.012 | 4: $0.048\n"),
                    HasSubstr("{\"total_price\": base_price * num_images}"),
                    HasSubstr("\nOutput: image; "), HasSubstr("-d '{\"prompt\":\"A cat\"}'\n")));
  const json shown = json::parse(run({"show", "wavespeed-ai/flux-dev", "--json"}).out);
  EXPECT_EQ(shown["model_id"], "wavespeed-ai/flux-dev");
  EXPECT_EQ(shown["output"], "image");
  EXPECT_EQ(shown["base_price"], 0.012);
  EXPECT_EQ(shown["example"], json({{"prompt", "A cat"}}));
  EXPECT_EQ(shown["example_price"], 0.012);
  EXPECT_TRUE(shown["request_schema"]["properties"].contains("num_images"));
}

TEST_F(ModelsCommand, TellsThePriceOfATask) {
  EXPECT_EQ(run({"price", "wavespeed-ai/flux-dev"}).out, "$0.012\n");
  const Ended two = run({"price", "wavespeed-ai/flux-dev", "{\"num_images\": 2}"});
  EXPECT_EQ(two.exit_code, 0);
  EXPECT_EQ(two.out, "$0.024\n");
  EXPECT_EQ(two.err, "");
  EXPECT_EQ(
      json::parse(run({"price", "wavespeed-ai/flux-dev", "{\"num_images\": 2}", "--json"}).out),
      json({{"model_id", "wavespeed-ai/flux-dev"},
            {"price", 0.024},
            {"base_price", 0.012},
            {"currency", "USD"}}));
}

TEST_F(ModelsCommand, SaysWhyAPriceIsTheBasePrice) {
  json model = entry("acme/sorted");
  model["formula"] = "{\"total_price\": $sort(n)}";
  const std::string own = file("m.json", json::array({model}));
  const std::string why =
      "the price is the base price: the mock cannot evaluate the model's formula";
  const Ended text = run({"price", "acme/sorted", "--models", own});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_EQ(text.out, "$0.5\n");
  EXPECT_EQ(text.err, "wavespeed-mock: " + why + "\n");
  EXPECT_EQ(json::parse(run({"price", "acme/sorted", "--json", "--models", own}).out)["note"], why);
}

TEST_F(ModelsCommand, SaysWhatIsWrongWithInputs) {
  const auto problem = [](const std::string& inputs) {
    const Ended wrong = run({"price", "wavespeed-ai/flux-dev", inputs});
    EXPECT_EQ(wrong.exit_code, 2) << inputs;
    EXPECT_EQ(wrong.out, "") << inputs;
    return wrong.err;
  };
  EXPECT_THAT(problem("{"),
              StartsWith("wavespeed-mock: models price: the inputs: is not valid JSON: at line 1"));
  EXPECT_EQ(problem("[1]"),
            "wavespeed-mock: models price: the inputs must be a JSON object, such as "
            "'{\"num_images\": 2}', not [1]\n");
  EXPECT_EQ(problem("{\"num_images\": 200}"),
            "wavespeed-mock: models price: invalid input: \"num_images\" must be from 1 to 4, not "
            "200\n");
}

TEST_F(ModelsCommand, SuggestsTheIdThatWasMeant) {
  for (const char* const subcommand : {"show", "price"}) {
    const Ended wrong = run({subcommand, "wavespeed-ai/flux-dv"});
    EXPECT_EQ(wrong.exit_code, 2);
    EXPECT_EQ(wrong.out, "");
    EXPECT_THAT(wrong.err,
                AllOf(StartsWith("wavespeed-mock: the mock has no model \"wavespeed-ai/flux-dv\""),
                      HasSubstr("`wavespeed-mock models list` lists all"),
                      HasSubstr("did you mean \"wavespeed-ai/flux-dev\"")));
  }
}

TEST_F(ModelsCommand, WantsASubcommandWithItsArguments) {
  struct Case {
    std::vector<std::string> arguments;
    std::string problem;
  };
  const std::vector<Case> cases = {
      {{}, "a subcommand of models is missing: list, show, price, pull, diff, check or reduce"},
      {{"lst"},
       "the subcommand of models must be list, show, price, pull, diff, check or reduce, not "
       "\"lst\"; did you mean \"list\"?"},
      {{"show"}, "models show: an argument is missing; the form is \"models show ID\""},
      {{"diff", "a"}, "models diff: an argument is missing; the form is \"models diff OLD NEW\""},
      {{"list", "a", "b"},
       "models list: takes no argument \"b\"; the form is \"models list [TEXT]\""},
      {{"check"}, "models check: an argument is missing; the form is \"models check FILE…\""},
      {{"price", "a", "--out", "b"}, "models price: takes no option --out"},
      {{"list", "--from", "http://127.0.0.1:1"}, "models list: takes no option --from"},
      {{"pull", "--json", "--out", "a"}, "models pull: takes no option --json"},
      {{"reduce", "a"}, "models reduce: option --out: is missing; it must be the path of a file"}};
  for (const Case& c : cases) {
    const Ended wrong = run(c.arguments);
    EXPECT_EQ(wrong.exit_code, 2) << c.problem;
    EXPECT_EQ(wrong.out, "") << c.problem;
    EXPECT_EQ(wrong.err, "wavespeed-mock: " + c.problem + "\n");
  }
}

TEST_F(ModelsCommand, ComparesTwoCatalogues) {
  json dearer = entry("a/2", 0.75);
  dearer["formula"] = "{\"total_price\":base_price*n}";
  const std::string before = file("old.json", {entry("a/1"), entry("a/2")});
  const std::string after = file("new.json", {dearer, entry("a/3")});
  const Ended text = run({"diff", before, after});
  EXPECT_EQ(text.exit_code, 1);
  EXPECT_EQ(text.out,
            "1 model new:\n"
            "  + a/3  text-to-image  $0.5\n"
            "1 model gone:\n"
            "  - a/1  text-to-image  $0.5\n"
            "1 model changed:\n"
            "  ~ a/2\n"
            "      base_price: 0.5\n"
            "        now 0.75\n"
            "      formula is new: {\"total_price\": base_price * n}\n");
  EXPECT_EQ(text.err, "");
  const Ended report = run({"diff", "--json", before, after});
  EXPECT_EQ(report.exit_code, 1);
  const json diff = json::parse(report.out);
  EXPECT_EQ(diff["new"][0]["model_id"], "a/3");
  EXPECT_EQ(diff["gone"][0]["model_id"], "a/1");
  EXPECT_EQ(diff["changed"], json::parse(R"([{"model_id": "a/2", "changes": [
                     {"what": "base_price", "before": "0.5", "after": "0.75"},
                     {"what": "formula", "before": "",
                      "after": "{\"total_price\": base_price * n}"}]}])"));

  const Ended same = run({"diff", before, before});
  EXPECT_EQ(same.exit_code, 0);
  EXPECT_EQ(same.out, "no differences\n");
  EXPECT_EQ(json::parse(run({"diff", "--json", before, before}).out),
            json::parse(R"({"new": [], "gone": [], "changed": []})"));
  const Ended wrong = run({"diff", before, temp_.file("none").string()});
  EXPECT_EQ(wrong.exit_code, 2) << "in a CI, a missing file does not count as a difference";
  EXPECT_THAT(wrong.err, HasSubstr("none"));
}

TEST_F(ModelsCommand, ListsWhatIsOddInAFile) {
  const std::string right = file("right.json", json::array({entry("a/1")}));
  const Ended good = run({"check", right});
  EXPECT_EQ(good.exit_code, 0);
  EXPECT_EQ(good.out, "1 model loads, 0 oddities\n");
  json odd = entry("a/2");
  odd.erase("base_price");
  const std::string wrong = file("odd.json", json::array({odd}));
  const Ended text = run({"check", right, wrong});
  EXPECT_EQ(text.exit_code, 1);
  EXPECT_EQ(text.out, wrong +
                          ": data[0] \"a/2\": has no \"base_price\": it costs nothing\n"
                          "2 models load, 1 oddity\n");
  const json report = json::parse(run({"check", "--json", right, wrong}).out);
  EXPECT_EQ(report[0], json({{"file", right}, {"models", 1}, {"oddities", json::array()}}));
  EXPECT_EQ(report[1]["oddities"][0]["what"], "has no \"base_price\": it costs nothing");
  const Ended text_file = run({"check", temp_.write("x.json", "<html>").string()});
  EXPECT_EQ(text_file.exit_code, 2);
  EXPECT_THAT(text_file.err, HasSubstr("x.json: is not valid JSON"));
}

TEST_F(ModelsCommand, ReducesAFileToWhatDecidesPricesAndInputs) {
  const std::string full = file("full.json", {entry("a/1"), entry("a/2")});
  const std::string reduced = temp_.file("reduced.jsonl").string();
  const Ended done = run({"reduce", full, "--out", reduced});
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_EQ(done.out, "wrote " + reduced + "\n");
  const std::string text = text_of_file(reduced);
  EXPECT_THAT(text, StartsWith("{\"model_id\":\"a/1\",\"type\":\"text-to-image\","));
  EXPECT_THAT(text, HasSubstr("\n{\"model_id\":\"a/2\","));
  EXPECT_THAT(text, Not(HasSubstr("Paints.")));
  EXPECT_EQ(run({"diff", full, reduced}).out, "no differences\n");
}

}  // namespace
}  // namespace wavespeed_mock::cli::models_command_test
