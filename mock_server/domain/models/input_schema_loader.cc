#include "domain/models/input_schema_loader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text/json_reader.h"
#include "base/text/quoting.h"
#include "domain/models/input_keywords.h"
#include "domain/models/input_media.h"
#include "domain/models/input_references.h"
#include "domain/models/input_validation.h"
#include "wavespeed_mock/error.h"

namespace wavespeed_mock {
namespace {

using nlohmann::json;
using Kind = InputCondition::Kind;

constexpr auto kObject = static_cast<std::uint8_t>(InputType::object);

bool is_plain(const InputRule& rule) {
  return rule.types == 0 && rule.allowed.empty() && !rule.minimum && !rule.maximum &&
         !rule.min_length && !rule.max_length && !rule.min_items && !rule.max_items &&
         !rule.sides && rule.fields.empty() && rule.items.empty();
}

// Apart from its conditions.
bool has_no_limit(const RareInputRules& rare) {
  return !rare.above && !rare.below && !rare.multiple_of && !rare.pattern && !rare.unique_items &&
         !rare.closed && rare.other_fields.empty();
}

bool is_empty(const RareInputRules& rare) {
  return has_no_limit(rare) && rare.conditions.empty();
}

class SchemaLoading {
 public:
  // `oddities`: where to put what is wrong; null to throw it.
  SchemaLoading(const json& root, std::vector<SchemaOddity>* oddities)
      : references_(root), oddities_(oddities) {}

  // The root, and what is in `properties` and `items`.
  InputRule value_rule(const json& schema, const std::string& name, const std::string& where) {
    return rule_of(schema, name, where, Place::value);
  }

  // Notes what is wrong, or throws it.
  void report(const std::string& where, const std::string& what) {
    if (oddities_ == nullptr) throw ConfigError(where + ": " + what);
    oddities_->push_back({where, what});
  }

 private:
  // A branch is about a value that has its own rule elsewhere.
  enum class Place : std::uint8_t { value, branch };

  // Does `step` for the schema that `where` names.
  void attempt(const std::string& where, const std::function<void()>& step) {
    if (oddities_ == nullptr) return step();
    try {
      step();
    } catch (const ConfigError& error) {
      const std::string_view text = error.what();
      const bool is_named = text.starts_with(where + ": ");
      oddities_->push_back({where, std::string(text.substr(is_named ? where.size() + 2 : 0))});
    }
  }

  // Each schema calls it again for those inside it.
  InputRule rule_of(const json& schema, const std::string& name, const std::string& where,
                    Place place) {
    // References can make a large schema of a small one.
    constexpr std::size_t kMostRules = 5'000;
    constexpr std::size_t kMostLevels = 32;
    InputRule rule;
    rule.name = name;
    if (oddities_ != nullptr && schema == true) return rule;
    if (level_ == kMostLevels || rules_ == kMostRules) {
      report(where, "is too large a schema: at most 32 levels and 5000 rules are read");
      return rule;
    }
    ++rules_;
    ++level_;
    attempt(where, [&] { read_rule(schema, where, place, rule); });
    --level_;
    return rule;
  }

  void read_rule(const json& schema, const std::string& where, Place place, InputRule& rule) {
    JsonReader in(schema, where, "input");
    RareInputRules rare;
    const ReadingStep read = [&](const std::function<void()>& step) { attempt(where, step); };
    read_value_keywords(in, rule, rare, read);
    if (place == Place::value && is_media_property(rule.name, schema)) {
      rule.media = true;
      rule.media_kinds = media_kinds_of(rule.name, schema);
    }
    read_fields(in, place, schema.contains("patternProperties"), rule, rare, read);
    if (const json* items = in.value("items")) {
      rule.items.push_back(rule_of(*items, "", where + ": items", place));
      rule.items.front().media = rule.items.front().media || rule.media;
      if (rule.media) rule.items.front().media_kinds = rule.media_kinds;
    }
    read_conditions(in, rule, rare, read);
    read([&] { read_reference(in, place, rule, rare); });
    const json* fallback = in.value("default");
    skip_annotations(in);
    refuse_unknown(in, where);
    finish(rule, std::move(rare), fallback, in);
  }

  void finish(InputRule& rule, RareInputRules rare, const json* fallback, const JsonReader& in) {
    // What the schema lists is documented, so it is a value of the input.
    if (oddities_ != nullptr && add_types_of_values(rule)) {
      report(in.where(), "field \"enum\": has a value of a type that is not among its types");
    }
    if (!is_empty(rare)) rule.rare = std::make_shared<const RareInputRules>(std::move(rare));
    if (fallback == nullptr || fallback->is_null()) return;
    rule.fallback = to_scalar(*fallback);
    attempt(in.where(), [&] {
      if (const auto problem = find_value_problem(rule, *fallback)) in.fail("default", *problem);
    });
  }

  void read_fields(JsonReader& in, Place place, bool has_name_patterns, InputRule& rule,
                   RareInputRules& rare, const ReadingStep& read) {
    read([&] {
      in.each_member("properties", "property",
                     [&](const std::string& name, const json& schema, const std::string& where) {
                       rule.fields.push_back(rule_of(schema, name, where, place));
                     });
    });
    read([&] {
      in.each("required", [&](const json& name, const std::string& /*where*/) {
        read([&] { need_field(in, name, place, rule); });
      });
    });
    const json* others = in.value("additionalProperties");
    if (others == nullptr || *others == true) return;
    if (*others == false) {
      // Those that are not read may name further fields.
      rare.closed = !has_name_patterns;
    } else {
      rare.other_fields.push_back(
          rule_of(*others, "", in.where() + ": additionalProperties", place));
    }
  }

  static void need_field(const JsonReader& in, const json& name, Place place, InputRule& rule) {
    if (!name.is_string()) in.fail("required", "names no property: " + name.dump());
    const auto it = std::ranges::find_if(
        rule.fields, [&](const InputRule& field) { return name == field.name; });
    if (it != rule.fields.end()) {
      it->required = true;
    } else if (place == Place::branch) {
      InputRule& field = rule.fields.emplace_back();
      field.name = name.get<std::string>();
      field.required = true;
    } else {
      in.fail("required", "names no property: " + name.dump());
    }
  }

  void read_reference(JsonReader& in, Place place, InputRule& rule, RareInputRules& rare) {
    if (oddities_ == nullptr) {
      in.each_member("$defs", "definition",
                     [&](const std::string& name, const json& schema, const std::string& where) {
                       rule_of(schema, name, where, Place::value);
                     });
    } else {
      in.ignore("$defs");
      in.ignore("definitions");
    }
    const std::string reference = in.text("$ref", "");
    if (reference.empty()) return;
    const json* const schema = references_.find(reference);
    if (schema == nullptr) in.fail("$ref", "refers to nothing: " + text_quote(reference));
    if (references_.is_followed(reference)) {
      in.fail("$ref", "refers to a schema that it is in: " + text_quote(reference));
    }
    const InputReferences::Following following(references_, reference);
    InputRule target = rule_of(*schema, rule.name, in.where() + ": $ref", place);
    if (is_plain(rule) && is_empty(rare)) {
      target.nullable = target.nullable || rule.nullable;
      target.media = target.media || rule.media;
      target.media_kinds |= rule.media_kinds;
      rule = std::move(target);
    } else {
      rare.conditions.push_back({Kind::all, {std::move(target)}});
    }
  }

  void read_conditions(JsonReader& in, InputRule& rule, RareInputRules& rare,
                       const ReadingStep& read) {
    const auto branch = [&](const json& schema, const std::string& where) {
      return rule_of(schema, "", where, Place::branch);
    };
    for (const auto& [key, kind] :
         {std::pair("allOf", Kind::all), {"anyOf", Kind::any}, {"oneOf", Kind::one}}) {
      InputCondition condition{kind};
      const std::size_t before = oddities_so_far();
      bool has_null = false;
      read([&, key = std::string_view(key)] {
        in.each(key, [&](const json& schema, const std::string& where) {
          // A way to write "nullable".
          if (key != "allOf" && schema.is_object() && schema.value("type", json()) == "null") {
            has_null = true;
          } else {
            condition.rules.push_back(branch(schema, where));
          }
        });
      });
      rule.nullable = rule.nullable || has_null;
      if (kind == Kind::one && oddities_so_far() > before) condition.kind = Kind::any;
      add(rare, std::move(condition));
    }
    if (const json* schema = in.value("not")) {
      const std::size_t before = oddities_so_far();
      InputRule excluded = branch(*schema, in.where() + ": not");
      // What is not read of a condition would exclude the more.
      if (oddities_so_far() == before) {
        rare.conditions.push_back({Kind::never, {std::move(excluded)}});
      }
    }
    const json* parts[] = {in.value("if"), in.value("then"), in.value("else")};
    if (parts[0] == nullptr) {
      if (parts[1] != nullptr || parts[2] != nullptr) {
        report(in.where(), "\"then\" and \"else\" mean nothing without \"if\"");
      }
      return;
    }
    InputCondition condition{Kind::branch};
    const std::size_t before = oddities_so_far();
    condition.rules.push_back(branch(*parts[0], in.where() + ": if"));
    if (oddities_so_far() > before) return;
    for (const auto& [part, key] : {std::pair(parts[1], ": then"), {parts[2], ": else"}}) {
      condition.rules.push_back(part == nullptr ? InputRule{} : branch(*part, in.where() + key));
    }
    rare.conditions.push_back(std::move(condition));
  }

  std::size_t oddities_so_far() const { return oddities_ == nullptr ? 0 : oddities_->size(); }

  static void add(RareInputRules& rare, InputCondition condition) {
    if (condition.rules.empty()) return;
    if (condition.rules.size() == 1) condition.kind = Kind::all;
    if (condition.kind != Kind::all) return rare.conditions.push_back(std::move(condition));
    for (InputRule& part : condition.rules) {
      // What only wraps conditions, as most of "allOf", is the same without it.
      if (is_plain(part) && part.rare && has_no_limit(*part.rare)) {
        const auto& inner = part.rare->conditions;
        rare.conditions.insert(rare.conditions.end(), inner.begin(), inner.end());
      } else if (part.rare || !is_plain(part)) {
        rare.conditions.push_back({Kind::all, {std::move(part)}});
      }
    }
  }

  void refuse_unknown(const JsonReader& in, const std::string& where) {
    if (oddities_ == nullptr) return in.done();
    in.each_unknown([&](const std::string& key, const std::string& problem) {
      oddities_->push_back(
          {where, is_not_checked(key) ? "field \"" + key + "\" is not checked" : problem});
    });
  }

  InputReferences references_;
  std::vector<SchemaOddity>* const oddities_;
  std::size_t rules_ = 0;
  std::size_t level_ = 0;
};

InputSchema load(const json& schema, const std::string& where,
                 std::vector<SchemaOddity>* oddities) {
  SchemaLoading loading(schema, oddities);
  InputRule root = loading.value_rule(schema, "", where);
  if (root.types != kObject && schema.is_object()) {
    loading.report(where, "field \"type\": must be \"object\"");
  }
  return {std::move(root.fields), std::move(root.rare)};
}

}  // namespace

InputSchema load_input_schema(const json& schema, const std::string& where) {
  return load(schema, where, nullptr);
}

InputSchema load_service_schema(const json& schema, const std::string& where,
                                std::vector<SchemaOddity>& oddities) {
  return load(schema, where, &oddities);
}

}  // namespace wavespeed_mock
