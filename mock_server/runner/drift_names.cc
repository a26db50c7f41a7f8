// The names of the kinds of drift, as reports show them.
#include "wavespeed_mock/drift.h"

namespace wavespeed_mock {

std::string_view to_text(DriftFinding::Kind kind) {
  switch (kind) {
    case DriftFinding::Kind::missing:
      return "missing";
    case DriftFinding::Kind::added:
      return "added";
    case DriftFinding::Kind::type:
      return "type";
    case DriftFinding::Kind::value:
      return "value";
    case DriftFinding::Kind::status:
      return "status";
    case DriftFinding::Kind::text:
      break;
  }
  return "text";
}

std::string_view to_text(DriftFinding::Outdated outdated) {
  switch (outdated) {
    case DriftFinding::Outdated::document:
      return "the document";
    case DriftFinding::Outdated::mock:
      return "the mock";
    case DriftFinding::Outdated::both:
      break;
  }
  return "the document and the mock";
}

}  // namespace wavespeed_mock
