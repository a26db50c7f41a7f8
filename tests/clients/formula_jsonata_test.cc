// Price formulas: every value is what the npm package jsonata says.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/formula/formula.h"
#include "clients/client_process.h"
#include "clients/random_draws.h"
#include "clients/random_formula.h"
#include "clients/random_inputs.h"
#include "support/formula_inputs.h"
#include "support/temp_folder.h"

namespace wavespeed_mock::clients::formula_jsonata_test {
namespace {

using nlohmann::json;

struct Question {
  std::string formula;
  std::vector<json> inputs;
};

// What jsonata_driver.mjs says: a line for each question.
std::vector<json> answers_of_jsonata(const std::vector<Question>& questions) {
  const TempFolder folder;
  const std::string path = (folder.path() / "questions.jsonl").string();
  {
    std::ofstream file(path);
    for (const Question& question : questions) {
      file << json{{"formula", question.formula}, {"inputs", question.inputs}}.dump() << '\n';
    }
  }
  const ClientResult result =
      run_client({"node", npm_folder() + "/jsonata_driver.mjs", path}, {}, npm_folder());
  EXPECT_EQ(result.exit_code, 0) << result.error;
  std::vector<json> answers;
  std::istringstream lines(result.out);
  for (std::string line; std::getline(lines, line);) answers.push_back(json::parse(line));
  EXPECT_EQ(answers.size(), questions.size());
  return answers;
}

json answer_of_ours(const Formula& formula, const json& inputs) {
  const FormulaResult result =
      formula.evaluate(JsonFormulaInputs(inputs), inputs.at("base_price").get<double>());
  switch (result.kind) {
    case FormulaResult::Kind::number:
      return result.number;
    case FormulaResult::Kind::undefined:
      return nullptr;
    case FormulaResult::Kind::error:
      return "error: " + result.error;
  }
  return {};
}

bool are_the_same(const json& ours, const json& theirs) {
  if (ours.is_number() && theirs.is_number()) return ours.get<double>() == theirs.get<double>();
  return ours.type() == theirs.type();
}

// Reports the first differences, and counts what the values were.
void expect_same_answers(const std::vector<Question>& questions) {
  const std::vector<json> answers = answers_of_jsonata(questions);
  std::map<std::string, int> kinds;
  int differences = 0;
  for (std::size_t i = 0; i < questions.size() && i < answers.size(); ++i) {
    const Formula formula = Formula::parse(questions[i].formula);
    const Formula printed = Formula::parse(formula.print());
    for (std::size_t k = 0; k < questions[i].inputs.size(); ++k) {
      const json& inputs = questions[i].inputs[k];
      const json ours = answer_of_ours(formula, inputs);
      const json theirs = answers[i].is_array() ? answers[i][k] : answers[i];
      ++kinds[theirs.type_name()];
      const bool same = are_the_same(ours, theirs) && answer_of_ours(printed, inputs) == ours;
      if (same || ++differences > 10) continue;
      ADD_FAILURE() << questions[i].formula << "\nprinted " << formula.print() << "\nwith "
                    << inputs << "\nours   " << ours << "\ntheirs " << theirs;
    }
  }
  EXPECT_EQ(differences, 0);
  std::printf("%zu formulas: %d numbers, %d undefined, %d errors\n", questions.size(),
              kinds["number"], kinds["null"], kinds["string"]);
  EXPECT_GT(kinds["number"], 0);
}

std::vector<Question> random_questions(std::uint64_t seed, int count) {
  RandomDraws draws(seed);
  RandomFormula formulas(draws);
  std::vector<Question> questions;
  int refused = 0;
  while (questions.size() < static_cast<std::size_t>(count)) {
    Question question{formulas.text(), {}};
    try {
      const Formula formula = Formula::parse(question.formula);
      if (draws.chance(30)) question.formula = formula.print();
    } catch (const FormulaError&) {
      ++refused;
      continue;
    }
    for (int i = 0; i < 8; ++i) question.inputs.push_back(random_values(draws));
    questions.push_back(std::move(question));
  }
  EXPECT_LT(refused, count / 3) << "the grammar says too much that formulas cannot";
  return questions;
}

TEST(FormulaJsonata, GivesTheSameForRandomFormulas) {
  expect_same_answers(random_questions(17, 2'000));
}

TEST(FormulaJsonata, GivesTheSameForTheFormulasOfTheCatalogue) {
  const std::filesystem::path path =
      std::filesystem::path(WAVESPEED_MOCK_SOURCE_DIR) / "fixtures/catalogue.jsonl";
  ASSERT_TRUE(std::filesystem::exists(path)) << path;
  RandomDraws draws(18);
  std::map<std::string, Question> questions;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const json model = json::parse(line);
    const std::string text = model.value("formula", "");
    if (text.empty()) continue;
    const auto [at, is_new] = questions.try_emplace(text);
    if (!is_new) continue;
    at->second.formula = text;
    const json properties =
        model.value("request_schema", json::object()).value("properties", json::object());
    const auto names = Formula::parse(text).input_names();
    for (int i = 0; i < 40; ++i) {
      at->second.inputs.push_back(random_inputs(names, properties, i % 4 != 0, draws));
    }
  }
  std::vector<Question> all;
  for (auto& [text, question] : questions) all.push_back(std::move(question));
  expect_same_answers(all);
}

}  // namespace
}  // namespace wavespeed_mock::clients::formula_jsonata_test
