#include "api/model_list.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "support/domain_builtin.h"
#include "support/domain_models.h"
#include "support/mock_client.h"

namespace wavespeed_mock::model_list_test {
namespace {

using json = MockClient::json;

TEST(ModelList, UsesTheAddressThatTheClientUsed) {
  Catalogue catalogue;
  catalogue.put(model_of({{"model_id", "acme/say"},
                          {"name", "Say \"it\""},
                          {"description", "Speaks."},
                          {"type", "text-to-audio"},
                          {"price", {{"usd", 0.5}}},
                          {"run_time", "fixed:1s"},
                          {"request_schema",
                           {{"type", "object"},
                            {"required", {"text"}},
                            {"x-order-properties", {"text"}},
                            {"properties", {{"text", {{"type", "string"}}}}}}}}));
  EXPECT_EQ(ModelList(catalogue).render("http://mock:1"),
            R"({"code":200,"message":"success","data":[{"model_id":"acme/say",)"
            R"("name":"Say \"it\"","description":"Speaks.","type":"text-to-audio",)"
            R"("base_price":0.5,"sort_order":1,"formula":"",)"
            R"("api_schema":{"api_schemas":[{"type":"model_run","method":"POST",)"
            R"("server":"http://mock:1","api_path":"/api/v3/acme/say","request_schema":)"
            R"({"properties":{"text":{"type":"string"}},"required":["text"],"type":"object",)"
            R"("x-order-properties":["text"]}}]}}]})");
  EXPECT_EQ(ModelList(Catalogue()).render("http://mock:1"),
            R"({"code":200,"message":"success","data":[]})");
}

TEST(ModelList, HasAllModelsWithAllFields) {
  const BuiltIn built_in;
  const MockClient client;
  const json models = client.data(client.get("/api/v3/models"));
  const std::vector<const Model*> all = all_models(built_in.catalogue);
  ASSERT_EQ(models.size(), all.size());
  std::set<int> orders;
  for (std::size_t i = 0; i < models.size(); ++i) {
    const json& model = models[i];
    const Model& known = *all[i];
    SCOPED_TRACE(known.id);
    EXPECT_EQ(model["model_id"], known.id);
    EXPECT_TRUE(model["name"].is_string() && model["name"] != "");
    EXPECT_TRUE(model["description"].is_string());
    EXPECT_EQ(model["type"], known.type);
    EXPECT_EQ(model["base_price"], known.unit_price.usd());
    EXPECT_TRUE(model["formula"].is_string());
    EXPECT_TRUE(orders.insert(model["sort_order"].get<int>()).second);
    const json& run = model["api_schema"]["api_schemas"][0];
    EXPECT_EQ(run["type"], "model_run");
    EXPECT_EQ(run["method"], "POST");
    EXPECT_EQ(run["server"], "http://127.0.0.1:8080");
    EXPECT_EQ(run["api_path"], "/api/v3/" + known.id);
    const json& schema = run["request_schema"];
    EXPECT_EQ(schema["type"], "object");
    EXPECT_TRUE(schema["required"].is_array());
    EXPECT_GE(schema["x-order-properties"].size(), schema["properties"].size());
  }
  EXPECT_GE(*orders.begin(), 1);
  EXPECT_LE(*orders.rbegin(), 10'000) << "one client shows larger values as unpopular";
}

TEST(ModelList, ListsFixtureAndTestModels) {
  const MockClient client({.fixtures = {fixture("examples/team.json")}});
  std::set<std::string> ids;
  for (const json& model : client.data(client.get("/api/v3/models"))) ids.insert(model["model_id"]);
  EXPECT_TRUE(ids.contains("mock/always-fails"));
  EXPECT_TRUE(ids.contains("acme/product-shot"));
}

TEST(ModelList, IgnoresParameters) {
  const MockClient client;
  EXPECT_EQ(client.get("/api/v3/models?page=2&page_size=1&search=x").body,
            client.get("/api/v3/models").body);
  EXPECT_EQ(client.get("//api/v3/models").body, client.get("/api/v3/models").body);
}

TEST(ModelList, IsNotSentAgainToAClientThatHasIt) {
  const MockClient client;
  Request request = client.request("GET", "/api/v3/models");
  request.headers.add("If-None-Match", client.header(client.send(request), "ETag"));
  const Response again = client.send(request);
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
}

TEST(ModelList, IsCompressedForClientsThatTakeGzip) {
  const MockClient client;
  Request request = client.request("GET", "/api/v3/models");
  const Response plain = client.send(request);
  EXPECT_EQ(plain.headers.find("Content-Encoding"), nullptr);
  request.headers.add("Accept-Encoding", "gzip, deflate");
  const Response packed = client.send(request);
  EXPECT_EQ(packed.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.headers.get("ETag"), plain.headers.get("ETag"));
  EXPECT_LT(packed.body.size(), plain.body.size() / 5);
}

TEST(ClientCompatibility, EveryModelHasANameAndItsRunSchemaFirst) {
  const MockClient client({.fixtures = {fixture("examples/team.json")}});
  const json models = client.data(client.get("/api/v3/models?page=1&page_size=10"));
  ASSERT_TRUE(models.is_array());
  EXPECT_GT(models.size(), 80U) << "all on one page";
  for (const json& model : models) {
    EXPECT_TRUE(model["name"].is_string()) << model["model_id"];
    EXPECT_EQ(model["api_schema"]["api_schemas"][0]["type"], "model_run") << model["model_id"];
  }
}

}  // namespace
}  // namespace wavespeed_mock::model_list_test
