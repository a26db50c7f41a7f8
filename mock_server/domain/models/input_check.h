// Finds the problems of inputs.
//
// One check of one value, in one thread. Its cost is that of the rules that it meets; a part of the
// inputs is looked at once for each rule about it.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/input_schema.h"
#include "wavespeed_mock/options.h"

namespace wavespeed_mock {

class InputCheck {
 public:
  struct How {
    bool may_lack_inputs = false;  // what is required may be left out
    UnknownInputs unknown = UnknownInputs::as_schema;
    bool is_silent = false;  // only whether there is a problem is of interest
  };
  InputCheck() = default;
  explicit InputCheck(How how) : how_(how) {}

  void check_inputs(const InputSchema& schema, const nlohmann::json& inputs);

  // `path` names the value in messages: "loras[1].path"; "" for none.
  void check(const InputRule& rule, const nlohmann::json& value, const std::string& path);

  // What has been wrong; nullopt when nothing has.
  std::optional<std::string> result() const;

 private:
  using Fields = std::vector<InputRule>;
  // An `if` that decided which branch is checked.
  struct Branch {
    const InputRule* condition;
    bool holds;
    const nlohmann::json* value;
  };

  // `own`: the rules of the object's fields where `rule` is a branch of a condition; else null.
  void check(const InputRule& rule, const nlohmann::json& value, const std::string& path,
             const Fields* own);
  void check_fields(const Fields& rules, const nlohmann::json& object, const std::string& prefix,
                    const Fields* own);
  void check_number(const InputRule& rule, const nlohmann::json& value, const std::string& path);
  void check_text(const InputRule& rule, const nlohmann::json& value, const std::string& path);
  void check_size(InputRule::Sides sides, const std::string& text, const std::string& path);
  void check_items(const InputRule& rule, const nlohmann::json& value, const std::string& path);
  void check_names(const Fields& rules, const RareInputRules* rare, const nlohmann::json& object,
                   const std::string& prefix);
  void check_conditions(const RareInputRules& rare, const nlohmann::json& value,
                        const std::string& path, const Fields* own);
  void check_alternatives(const InputCondition& condition, const nlohmann::json& value,
                          const std::string& path, const Fields* own);
  void check_branch(const InputCondition& condition, const nlohmann::json& value,
                    const std::string& path, const Fields* own);

  // Whether `rule` has no problem with the value. With `own`, an input that is left out counts as
  // its default.
  static bool fits(const InputRule& rule, const nlohmann::json& value, const Fields* own,
                   bool may_lack_inputs = false);

  // `"path" must… when…, rest`. A value that has been reported is not reported again.
  void report(const std::string& path, std::string_view must, const std::string& rest = "");
  void say(const std::string& sentence);
  std::string branch_words() const;
  bool is_over() const;

  How how_{};
  std::string problems_;
  std::size_t count_ = 0;
  std::vector<std::string> reported_;
  std::vector<Branch> branches_;
  bool fills_defaults_ = false;  // see fits()
};

}  // namespace wavespeed_mock
