#include "domain/models/lazy_models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace wavespeed_mock::lazy_models_test {
namespace {

using ::testing::ElementsAre;
using ::testing::StartsWith;

constexpr std::string_view kLines =
    R"lines({"model_id":"b/2","type":"text-to-image","base_price":0.1,"request_schema":{}}
{"model_id":"a/1","type":"text-to-video","base_price":0.2,"request_schema":{}}

{"model_id":"c/3","type":"llm","base_price":0.3,"formula":"$sort(x)","request_schema":{"type":"object","properties":{"prompt":{"type":"string"}}}}
)lines";

// What std::logic_error says; "" when there is none.
std::string problem_of(const std::function<void()>& run) {
  try {
    run();
    return "";
  } catch (const std::logic_error& problem) {
    return problem.what();
  }
}

TEST(LazyModels, KeepTheOrderOfTheLines) {
  const LazyModels models(kLines, "lines");
  EXPECT_THAT(models.ids(), ElementsAre("b/2", "a/1", "c/3"));
  EXPECT_TRUE(models.has("a/1"));
  EXPECT_FALSE(models.has("a"));
  EXPECT_FALSE(models.has(""));
  EXPECT_TRUE(LazyModels("", "none").ids().empty());
}

TEST(LazyModels, CompileAModelOnce) {
  const LazyModels models(kLines, "lines");
  const Model* const first = models.find("a/1");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->id, "a/1");
  EXPECT_EQ(first->output, MediaKind::video);
  EXPECT_EQ(first->unit_price, Money{200'000});
  EXPECT_NE(models.find("b/2"), first);
  EXPECT_NE(models.find("c/3"), first);
  EXPECT_EQ(models.find("a/1"), first) << "the address stays";
  EXPECT_EQ(models.find("z"), nullptr);
}

TEST(LazyModels, GiveEachThreadTheSameModel) {
  std::string lines;
  std::vector<std::string> ids;
  for (int i = 0; i < 50; ++i) {
    ids.push_back("acme/" + std::to_string(i));
    lines += R"({"model_id":")" + ids.back() +
             R"(","type":"text-to-image","base_price":1,"request_schema":{}})"
             "\n";
  }
  const LazyModels models(lines, "lines");
  constexpr std::size_t kThreads = 4;
  std::vector<std::vector<const Model*>> found(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      for (const std::string& id : ids) found[i].push_back(models.find(id));
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& each : found) EXPECT_EQ(each, found[0]);
  EXPECT_EQ(std::set<const Model*>(found[0].begin(), found[0].end()).size(), ids.size());
  EXPECT_EQ(found[0].back()->id, ids.back());
}

TEST(LazyModels, GiveTheFactsOfAModel) {
  const LazyModels models(kLines, "lines");
  const ModelFacts facts = models.facts("c/3");
  EXPECT_EQ(facts.id, "c/3");
  EXPECT_EQ(facts.type, "llm");
  EXPECT_EQ(facts.formula, "$sort(x)");
  EXPECT_EQ(facts.request_schema, models.find("c/3")->request_schema);
  EXPECT_EQ(facts.description, models.find("c/3")->description);
}

TEST(LazyModels, RefuseALineThatDoesNotBeginWithAnId) {
  for (const std::string_view line :
       {"7", R"({"type":"llm","model_id":"a"})", R"({ "model_id":"a"})", R"([{"model_id":"a"}])"}) {
    EXPECT_EQ(problem_of([&] { const LazyModels models(line, "lines"); }),
              "lines: is not a model: " + std::string(line));
  }
  const std::string line = R"({"model_id":"a","base_price":1})";
  EXPECT_THAT(problem_of([&] { const LazyModels models(line + '\n' + line, "lines"); }),
              StartsWith("lines: is not a model: "))
      << "an id that is there twice";
}

TEST(LazyModels, RefuseAWrongLineAtItsFirstUse) {
  const LazyModels models("{\"model_id\":\"a\",\n{\"model_id\":\"b c\"}\n", "lines");
  for (const std::string_view id : {"a", "b c"}) {
    ASSERT_TRUE(models.has(id));
    EXPECT_THAT(problem_of([&] { models.find(id); }), StartsWith("lines: is not a model: {"));
    EXPECT_THAT(problem_of([&] { models.facts(id); }), StartsWith("lines: is not a model: {"));
  }
}

}  // namespace
}  // namespace wavespeed_mock::lazy_models_test
