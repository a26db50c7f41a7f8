#include "cli/formats/format_recorder.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace wavespeed_mock::cli {
namespace {

using nlohmann::json;
using Form = FieldQuestion::Form;

constexpr std::size_t kNotRecorded = std::numeric_limits<std::size_t>::max();

// Where in its parent an object is.
enum class Location : std::uint8_t { elsewhere, value, element, member };

// `rest` is what an object's name in errors has beyond that of its parent: "price", "cases[2]",
// "field \"header\"", "property \"prompt\"", each perhaps with an id after it.
Location location_of(const RecordedField& field, std::string_view rest) {
  if (rest == "field \"" + field.key + '"') return Location::value;
  if (!field.member.empty() && rest.starts_with(field.member + " \"") && rest.ends_with('"')) {
    return Location::member;
  }
  if (!rest.starts_with(field.key)) return Location::elsewhere;
  rest.remove_prefix(field.key.size());
  Location location = Location::value;
  if (rest.starts_with('[')) {
    location = Location::element;
    rest.remove_prefix(std::min(rest.find(']'), rest.size() - 1) + 1);
  }
  const bool has_id = rest.starts_with(" \"") && rest.ends_with('"');
  return rest.empty() || has_id ? location : Location::elsewhere;
}

template <class Number>
void widen(std::optional<std::pair<Number, Number>>& range,
           const std::optional<std::pair<Number, Number>>& other) {
  if (!other) return;
  if (!range) range = other;
  range->first = std::min(range->first, other->first);
  range->second = std::max(range->second, other->second);
}

void merge(SeenValues& to, const SeenValues& other) {
  to.scalars.insert(other.scalars.begin(), other.scalars.end());
  to.object = to.object || other.object;
  to.list = to.list || other.list;
  for (const SeenValues& elements : other.elements) {
    if (to.elements.empty()) to.elements.emplace_back();
    merge(to.elements.front(), elements);
  }
}

// A field may be asked for twice: the more telling question counts.
void merge(RecordedField& to, const RecordedField& other) {
  if (other.form > to.form) {
    to.form = other.form;
    to.choices = other.choices;
    to.member = other.member;
  }
  widen(to.numbers, other.numbers);
  widen(to.integers, other.integers);
  merge(to.seen, other.seen);
  to.value_kinds.insert(other.value_kinds.begin(), other.value_kinds.end());
  to.element_kinds.insert(other.element_kinds.begin(), other.element_kinds.end());
  to.member_kinds.insert(other.member_kinds.begin(), other.member_kinds.end());
}

RecordedField* find(std::vector<RecordedField>& fields, std::string_view key) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const RecordedField& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

// Of another reader of the same object.
void add_questions(std::vector<RecordedField>& to, const std::vector<RecordedField>& fields) {
  for (const RecordedField& field : fields) {
    RecordedField* const known = find(to, field.key);
    if (known == nullptr) {
      to.push_back(field);
      continue;
    }
    merge(*known, field);
    known->required = known->required || field.required;
  }
}

// Of another object of the same kind.
void add_object(std::vector<RecordedField>& to, std::vector<RecordedField> fields) {
  for (RecordedField& known : to) {
    if (find(fields, known.key) == nullptr) known.required = false;
  }
  for (RecordedField& field : fields) {
    RecordedField* const known = find(to, field.key);
    if (known == nullptr) {
      field.required = false;
      to.push_back(std::move(field));
      continue;
    }
    merge(*known, field);
    known->required = known->required && field.required;
  }
}

}  // namespace

void SeenValues::add(const json& value) {
  if (value.is_object()) {
    object = true;
  } else if (value.is_array()) {
    list = true;
    if (!value.empty() && elements.empty()) elements.emplace_back();
    for (const json& element : value) elements.front().add(element);
  } else if (value.is_number_integer()) {
    scalars.insert("integer");
  } else {
    scalars.insert(value.type_name());
  }
}

std::size_t FormatRecorder::begin(std::string_view kind, const std::string& where) {
  if (!where.starts_with(root_)) return kNotRecorded;
  if (kind.empty() && problem_.empty()) problem_ = "an object has no kind: " + where;
  if (where != root_ && !link(kind, where) && problem_.empty()) {
    problem_ = "an object is in no field: " + where;
  }
  readings_.push_back({std::string(kind), {where}, {}, {}});
  return readings_.size() - 1;
}

// Notes in the field that the object is in which kind it has; false where there is no such field.
bool FormatRecorder::link(std::string_view kind, const std::string& where) {
  RecordedField* nearest = nullptr;
  Location location = Location::elsewhere;
  std::size_t longest = 0;
  for (Reading& reading : readings_) {
    for (const std::string& name : reading.names) {
      if (name.size() < longest || !where.starts_with(name + ": ")) continue;
      const std::string_view rest = std::string_view(where).substr(name.size() + 2);
      for (RecordedField& field : reading.fields) {
        const Location here = location_of(field, rest);
        if (here == Location::elsewhere) continue;
        nearest = &field;
        location = here;
        longest = name.size();
      }
    }
  }
  if (nearest == nullptr) return false;
  std::set<std::string>& kinds = location == Location::value     ? nearest->value_kinds
                                 : location == Location::element ? nearest->element_kinds
                                                                 : nearest->member_kinds;
  kinds.emplace(kind);
  return true;
}

void FormatRecorder::rename(std::size_t object, const std::string& where) {
  if (object != kNotRecorded) readings_[object].names.push_back(where);
}

void FormatRecorder::ask(std::size_t object, const FieldQuestion& question, const json* value) {
  if (object == kNotRecorded) return;
  RecordedField field{.key = std::string(question.key),
                      .form = question.form,
                      .required = question.required,
                      .numbers = question.numbers,
                      .integers = question.integers,
                      .choices = {question.choices.begin(), question.choices.end()},
                      .member = std::string(question.member)};
  if (value != nullptr) field.seen.add(*value);
  std::vector<RecordedField>& fields = readings_[object].fields;
  RecordedField* const known = find(fields, question.key);
  if (known == nullptr) {
    fields.push_back(std::move(field));
  } else {
    merge(*known, field);  // the first question knows whether the field must be there
  }
}

void FormatRecorder::ignore_prefix(std::size_t object, std::string_view prefix) {
  if (object != kNotRecorded) readings_[object].ignored_prefixes.emplace_back(prefix);
}

std::vector<RecordedKind> FormatRecorder::kinds() const {
  if (!problem_.empty()) throw std::logic_error(problem_);
  // Readers of one object have the same last name.
  std::vector<const Reading*> firsts;
  std::map<std::string, std::vector<RecordedField>> objects;
  for (const Reading& reading : readings_) {
    if (!objects.contains(reading.names.back())) firsts.push_back(&reading);
    add_questions(objects[reading.names.back()], reading.fields);
  }
  std::vector<RecordedKind> kinds;
  for (const Reading* const reading : firsts) {
    std::vector<RecordedField>& fields = objects.at(reading->names.back());
    const auto known = std::find_if(kinds.begin(), kinds.end(), [&](const RecordedKind& kind) {
      return kind.name == reading->kind;
    });
    if (known == kinds.end()) {
      kinds.push_back({reading->kind, std::move(fields), reading->ignored_prefixes});
    } else {
      add_object(known->fields, std::move(fields));
    }
  }
  for (RecordedKind& kind : kinds) {
    std::erase_if(kind.fields,
                  [](const RecordedField& field) { return field.form == Form::refused; });
  }
  return kinds;
}

}  // namespace wavespeed_mock::cli
