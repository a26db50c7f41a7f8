#include "domain/billing/credit_line_materials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

namespace wavespeed_mock::credit_line_materials_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CreditLineApplication enterprise() {
  return {.applicant = Applicant::enterprise,
          .materials = {{"legal_name", "Acme Pictures Ltd"},
                        {"country", "Ireland"},
                        {"website", "https://acme.com"},
                        {"email", "jo@mail.acme.com"},
                        {"business", "advertising"},
                        {"product", "a picture editor"},
                        {"planned_use", "drafts"},
                        {"contact", "jo@mail.acme.com"}}};
}

TEST(CreditLineMaterials, ListWhatAnEnterpriseHasToSend) {
  EXPECT_THAT(find_material_problems(enterprise()), IsEmpty());
  EXPECT_THAT(find_material_problems({.applicant = Applicant::enterprise}), SizeIs(8));
  for (const Material& material : all_materials()) {
    CreditLineApplication application = enterprise();
    application.materials.erase(std::string(material.name));
    EXPECT_EQ(find_material_problems(application).empty(), !material.enterprise) << material.name;
  }
}

TEST(CreditLineMaterials, AreFewerForAnIndividualWithAProduct) {
  CreditLineApplication application{.applicant = Applicant::individual_with_product};
  EXPECT_THAT(find_material_problems(application),
              ElementsAre(HasSubstr("website is missing"), HasSubstr("product is missing")));
  application.materials = {{"product", "an app"}, {"app_download", "https://example.org/app"}};
  EXPECT_THAT(find_material_problems(application), IsEmpty());
}

TEST(CreditLineMaterials, MustBelongToTheBusiness) {
  CreditLineApplication application = enterprise();
  application.materials["website"] = "https://acme.vercel.app";
  EXPECT_THAT(find_material_problems(application),
              ElementsAre(HasSubstr("website must be on the business's own domain"),
                          HasSubstr("email must be on the domain of the website")));
  application = enterprise();
  application.materials["email"] = "jo@gmail.com";
  EXPECT_THAT(find_material_problems(application),
              ElementsAre(HasSubstr("email must be an address on the company's domain")));
}

TEST(CreditLineMaterials, AreThoseThatTheReviewAsksFor) {
  CreditLineApplication application = enterprise();
  EXPECT_FALSE(find_problem(application));
  application.materials["websit"] = "https://acme.com";
  const auto unknown = find_problem(application);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->field, "materials");
  EXPECT_EQ(unknown->problem, R"(field "websit" is not known; did you mean "website"?)");
  application.requested = {-1};
  ASSERT_TRUE(find_problem(application));
  EXPECT_EQ(find_problem(application)->field, "requested_usd");
}

TEST(CreditLineMaterials, HaveDistinctNames) {
  std::set<std::string_view> names;
  for (const Material& material : all_materials()) names.insert(material.name);
  EXPECT_EQ(names.size(), all_materials().size());
}

TEST(CreditLineMaterials, NameEachKindOfApplicant) {
  EXPECT_EQ(parse_applicant("enterprise"), Applicant::enterprise);
  EXPECT_EQ(parse_applicant("individual_with_product"), Applicant::individual_with_product);
  EXPECT_EQ(parse_applicant("individual"), Applicant::individual);
  EXPECT_EQ(parse_applicant("company"), std::nullopt);
}

}  // namespace
}  // namespace wavespeed_mock::credit_line_materials_test
