// A price formula: an expression of JSONata that gives an object with `total_price`.
#pragma once

#include <cstddef>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/error.h"

namespace wavespeed_mock {

namespace formula {
struct Tree;
}

// A text that is not a formula of JSONata, or is one that Formula does not evaluate.
class FormulaError : public ConfigError {
 public:
  // `character` counts Unicode code points from 1.
  FormulaError(const std::string& what, std::size_t character);

  std::size_t character() const { return character_; }

 private:
  std::size_t character_;
};

// What a formula reads. Belongs to one evaluation; what find() returns must outlive it.
class FormulaInputs {
 public:
  virtual ~FormulaInputs() = default;

  // The value of an input, or its default; null where it has neither.
  virtual const nlohmann::json* find(std::string_view name) const = 0;
  // How many seconds a media input plays, such as a URL; empty where that is unknown.
  virtual std::optional<double> media_seconds(std::string_view media) const = 0;
};

struct FormulaResult {
  enum class Kind {
    number,
    undefined,  // an input that the price depends on is absent
    error,      // an input has a type that the formula cannot use, or a number out of range
  };

  Kind kind = Kind::undefined;
  double number = 0;  // in millionths of a dollar; finite
  std::string error;  // one line; empty unless there is an error
};

// Immutable: threads may share one, and copies share the parsed expression.
class Formula {
 public:
  // Takes time and memory in proportion to the text. Throws FormulaError.
  static Formula parse(std::string_view text);

  // The value of `total_price`. `base_price` is what the formula calls so, in millionths of a
  // dollar. Never throws for the values of inputs, whatever they are; takes a bounded time.
  FormulaResult evaluate(const FormulaInputs& inputs, double base_price) const;

  // The formula in one canonical form, which parse() reads as the same formula.
  std::string print() const;

  // The names that the formula reads, each once and sorted; without `base_price`.
  const std::vector<std::string>& input_names() const;
  bool needs_media_seconds() const;

 private:
  explicit Formula(std::shared_ptr<const formula::Tree> tree) : tree_(std::move(tree)) {}

  std::shared_ptr<const formula::Tree> tree_;
};

}  // namespace wavespeed_mock
