#include "base/formula/formula_printer.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/formula/formula_functions.h"
#include "base/text/json_text.h"

namespace wavespeed_mock::formula {
namespace {

bool is_plain(std::string_view name) {
  constexpr std::string_view kWords[] = {"and", "or", "in", "true", "false", "null", "function"};
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto fits = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !name.empty() && is_letter(name[0]) && std::all_of(name.begin(), name.end(), fits) &&
         std::find(std::begin(kWords), std::end(kWords), name) == std::end(kWords);
}

class Printer {
 public:
  explicit Printer(const Tree& tree) : tree_(tree) {}

  std::string print() {
    expression(tree_.top);
    return std::move(out_);
  }

 private:
  void expression(NodeId id) {
    const Node& node = tree_[id];
    const auto children = tree_.children_of(node);
    switch (node.kind) {
      case Kind::number:
        number(node.number);
        break;
      case Kind::text:
        append_json_string(out_, tree_.text_of(node));
        break;
      case Kind::yes:
        out_ += "true";
        break;
      case Kind::no:
        out_ += "false";
        break;
      case Kind::null:
        out_ += "null";
        break;
      case Kind::input:
        input(tree_.text_of(node));
        break;
      case Kind::base:
        input("base_price");
        break;
      case Kind::field:
        name(tree_.text_of(node));
        break;
      case Kind::context:
        out_ += '$';
        break;
      case Kind::variable:
        variable(node);
        break;
      case Kind::minus:
        out_ += '-';
        operand(children[0], kMinusPower);
        break;
      case Kind::binary:
        binary(node);
        break;
      case Kind::condition:
        condition(node);
        break;
      case Kind::list:
        enclosed("[", children, ", ", "]");
        break;
      case Kind::object:
        object(node);
        break;
      case Kind::block:
        enclosed("(", children, "; ", ")");
        break;
      case Kind::bind:
        variable(node);
        out_ += " := ";
        expression(children[0]);
        break;
      case Kind::path:
        path(node);
        break;
      case Kind::call:
        out_ += info_of(static_cast<Function>(node.detail)).name;
        enclosed("(", children, ", ", ")");
        break;
      case Kind::lambda:
        enclosed("function(", children.first(children.size() - 1), ", ", ") {");
        expression(children.back());
        out_ += '}';
        break;
    }
  }

  void enclosed(std::string_view open, std::span<const NodeId> members, std::string_view between,
                std::string_view close) {
    out_ += open;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (i > 0) out_ += between;
      expression(members[i]);
    }
    out_ += close;
  }

  void in_parentheses(NodeId id) { enclosed("(", std::span(&id, 1), "", ")"); }

  void number(double value) {
    // Digits without an exponent where people would write them so.
    const double size = std::abs(value);
    const bool fixed = size == 0 || (size >= 1e-6 && size < 1e21);
    char digits[64];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value,
                                   fixed ? std::chars_format::fixed : std::chars_format::scientific)
                         .ptr;
    out_.append(digits, end);
  }

  void name(std::string_view name) {
    if (is_plain(name)) {
      out_ += name;
    } else {
      out_.append("`").append(name).append("`");
    }
  }

  void input(std::string_view input) {
    if (in_path_) out_ += "$$.";
    name(input);
  }

  void variable(const Node& node) { out_.append("$").append(tree_.variables[node.variable]); }

  // An operand of an operator of this power: in parentheses if that would take it apart.
  void operand(NodeId id, int least_power) {
    if (power(tree_[id]) < least_power) {
      in_parentheses(id);
    } else {
      expression(id);
    }
  }

  static int power(const Node& node) {
    switch (node.kind) {
      case Kind::condition:
        return kConditionPower;
      case Kind::minus:
        return kMinusPower;
      case Kind::path:
        return kPathPower;
      case Kind::binary: {
        const auto op = static_cast<Operator>(node.detail);
        // They take all that follows them, as a condition does.
        const bool open = op == Operator::fallback || op == Operator::coalesce;
        return open ? kConditionPower : info_of(op).power;
      }
      default:
        return kPathPower + 1;
    }
  }

  void binary(const Node& node) {
    const auto op = static_cast<Operator>(node.detail);
    const OperatorInfo& info = info_of(op);
    const auto sides = tree_.children_of(node);
    operand(sides[0], info.power);
    out_.append(" ").append(info.symbol).append(" ");
    if (op == Operator::fallback || op == Operator::coalesce) {
      branch(sides[1], true);
    } else {
      operand(sides[1], info.power + 1);
    }
  }

  void condition(const Node& node) {
    const auto parts = tree_.children_of(node);
    operand(parts[0], kConditionPower + 1);
    out_ += " ? ";
    branch(parts[1], false);
    if (parts.size() < 3) return;
    out_ += " : ";
    branch(parts[2], true);
  }

  // Conditions follow one another after the colon without parentheses; one without an "else" would
  // take the next.
  void branch(NodeId id, bool last) {
    const Node& node = tree_[id];
    const bool open = power(node) == kConditionPower;
    if (open && (!last || node.kind != Kind::condition || node.count < 3)) {
      in_parentheses(id);
    } else {
      expression(id);
    }
  }

  void object(const Node& node) {
    const auto members = tree_.children_of(node);
    for (std::size_t i = 0; i < members.size(); i += 2) {
      out_ += i == 0 ? "{" : ", ";
      expression(members[i]);
      out_ += ": ";
      expression(members[i + 1]);
    }
    out_ += '}';
  }

  void path(const Node& node) {
    const auto steps = tree_.children_of(node);
    expression(steps[0]);
    const bool outer = std::exchange(in_path_, true);
    for (const NodeId step : steps.subspan(1)) {
      out_ += '.';
      expression(step);
    }
    in_path_ = outer;
  }

  const Tree& tree_;
  std::string out_;
  bool in_path_ = false;
};

}  // namespace

std::string printed(const Tree& tree) {
  return Printer(tree).print();
}

}  // namespace wavespeed_mock::formula
