#include "domain/billing/credit_line_materials.h"

#include <algorithm>

#include "base/text/nearest.h"
#include "base/text/quoting.h"
#include "domain/billing/business_check.h"

namespace wavespeed_mock {
namespace {

constexpr Material kMaterials[] = {
    {"legal_name", true, false, "the company's legal name"},
    {"country", true, false, "country or region of its registration"},
    {"website", true, true, "of the company or product, on a domain of its own"},
    {"email", true, false, "a confirmation from an address on the company's domain"},
    {"business", true, false, "main business activity"},
    {"product", true, true, "overview of the product or platform"},
    {"planned_use", true, false, "what the service is to be used for"},
    {"contact", true, false, "a business contact that can be reached"},
    {"aws_account", false, false, "an existing account with its age and standing"},
    {"app_download", false, false, "a link, which an individual may send instead of a website"},
};

class Checking {
 public:
  explicit Checking(const CreditLineApplication& application) : application_(application) {}

  std::vector<std::string> problems() {
    for (const Material& material : kMaterials) {
      if (is_wanted(material)) look_for(material);
    }
    check_website();
    check_email();
    return std::move(problems_);
  }

 private:
  std::string_view value(std::string_view name) const {
    const auto found = application_.materials.find(std::string(name));
    return found == application_.materials.end() ? std::string_view() : found->second;
  }
  bool is_enterprise() const { return application_.applicant == Applicant::enterprise; }
  bool is_wanted(const Material& material) const {
    if (is_enterprise()) return material.enterprise;
    if (material.name == "website" && !value("app_download").empty()) return false;
    return material.individual;
  }

  void look_for(const Material& material) {
    if (!value(material.name).empty()) return;
    fail(material.name, "is missing: " + std::string(material.about));
  }
  void check_website() {
    const std::string_view website = value("website");
    if (website.empty() || is_business_website(host_of_website(website))) return;
    fail("website", "must be on the business's own domain, not \"" + std::string(website) + "\"");
  }
  void check_email() {
    if (!is_enterprise() || value("email").empty()) return;
    const std::string email(value("email"));
    const std::string host = host_of_email(email);
    if (!is_business_email(host)) {
      return fail("email", "must be an address on the company's domain, not \"" + email + "\"");
    }
    const std::string website = host_of_website(value("website"));
    if (!website.empty() && !same_domain(host, website)) {
      fail("email",
           "must be on the domain of the website, \"" + website + "\", not \"" + email + "\"");
    }
  }
  void fail(std::string_view name, const std::string& problem) {
    problems_.push_back(std::string(name) + " " + problem);
  }

  const CreditLineApplication& application_;
  std::vector<std::string> problems_;
};

}  // namespace

std::string_view to_text(Applicant applicant) {
  switch (applicant) {
    case Applicant::enterprise:
      return "enterprise";
    case Applicant::individual_with_product:
      return "individual_with_product";
    case Applicant::individual:
      return "individual";
  }
  return "";
}

std::optional<Applicant> parse_applicant(std::string_view text) {
  for (const Applicant applicant :
       {Applicant::enterprise, Applicant::individual_with_product, Applicant::individual}) {
    if (to_text(applicant) == text) return applicant;
  }
  return std::nullopt;
}

std::span<const Material> all_materials() {
  return kMaterials;
}

std::optional<FieldProblem> find_problem(const CreditLineApplication& application) {
  if (auto problem = find_amount_problem("requested_usd", application.requested)) return problem;
  for (const auto& [name, text] : application.materials) {
    const auto same = [&sent = name](const Material& material) { return material.name == sent; };
    if (std::any_of(std::begin(kMaterials), std::end(kMaterials), same)) continue;
    std::vector<std::string_view> known;
    for (const Material& material : kMaterials) known.push_back(material.name);
    return FieldProblem{"materials",
                        "field " + text_quote(name) + " is not known" + did_you_mean(name, known)};
  }
  return std::nullopt;
}

std::vector<std::string> find_material_problems(const CreditLineApplication& application) {
  return Checking(application).problems();
}

}  // namespace wavespeed_mock
