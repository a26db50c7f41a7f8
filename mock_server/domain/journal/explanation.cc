#include "domain/journal/explanation.h"

#include <nlohmann/json.hpp>

#include "base/text/json_parser.h"
#include "base/text/quoting.h"
#include "base/value/duration_text.h"
#include "base/value/timestamp.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {
namespace {

// "  account   …"; if there are several lines, only the first has the name.
void add_line(std::string& text, std::string_view name, std::string_view value) {
  constexpr std::size_t kColumn = 12;
  text += "  ";
  text += name;
  text.append(kColumn - name.size(), ' ');
  text += one_line(value);
  text += '\n';
}

// The `message` of an error's envelope; "" if there is none.
std::string message_in(const std::string& body) {
  const auto envelope = parse_json(body).value_or(nullptr);
  if (!envelope.is_object()) return "";
  const auto message = envelope.find("message");
  return message != envelope.end() && message->is_string() ? message->get<std::string>() : "";
}

std::string route_text(const JournalRecord& record) {
  return record.route.empty() ? "none: no endpoint takes this method and path" : record.route;
}

std::string account_text(const JournalRecord& record) {
  std::string number = ", its request number " + std::to_string(record.number);
  if (record.account.empty()) return "none: no key, or one that the mock does not know" + number;
  return record.account + number;
}

std::string task_text(const JournalRecord& record, std::string_view status) {
  std::string text = record.prediction.empty() ? "none" : record.prediction;
  if (!record.model.empty()) text += " of " + record.model;
  if (!status.empty()) text += ", shown as " + std::string(status);
  return text;
}

void add_rules(std::string& text, const KeptEntry& kept, JournalRedaction& redaction) {
  std::string_view name = "faults";
  for (const TracedRule& rule : kept.entry.trace.rules) {
    std::string line = '"' + rule.id + (rule.fired ? "\" fired" : "\" did not fire");
    if (!rule.reason.empty()) line += ": " + redaction.text(kept, rule.reason);
    add_line(text, name, line);
    name = "";
  }
}

void add_draws(std::string& text, const KeptEntry& kept, JournalRedaction& redaction) {
  std::string_view name = "draws";
  for (const TracedDraw& draw : kept.entry.trace.draws) {
    add_line(text, name,
             std::string(to_text(draw.purpose)) + " number " + std::to_string(draw.ordinal) + ": " +
                 redaction.text(kept, draw.meaning));
    name = "";
  }
}

}  // namespace

std::string_view to_text(RandomStream purpose) {
  switch (purpose) {
    case RandomStream::prediction_id_high:
    case RandomStream::prediction_id_low:
      return "prediction_id";
    case RandomStream::pickup_time:
      return "pickup_time";
    case RandomStream::run_time:
      return "run_time";
    case RandomStream::outcome:
      return "outcome";
    case RandomStream::api_latency:
      return "api_latency";
    case RandomStream::picture:
      return "picture";
    case RandomStream::upload_id_high:
    case RandomStream::upload_id_low:
      return "upload_id";
    case RandomStream::upload_signature:
      return "upload_signature";
    case RandomStream::charge_uuid_high:
    case RandomStream::charge_uuid_low:
      return "charge_uuid";
    case RandomStream::refund_uuid_high:
    case RandomStream::refund_uuid_low:
      return "refund_uuid";
    case RandomStream::order_uuid_high:
    case RandomStream::order_uuid_low:
      return "order_uuid";
    case RandomStream::access_key:
      return "access_key";
    case RandomStream::webhook_secret:
      return "webhook_secret";
    case RandomStream::fault:
      return "fault";
    case RandomStream::fault_probability:
      return "fault_probability";
    case RandomStream::account_tag:
      return "account_tag";
    case RandomStream::payment_id_high:
    case RandomStream::payment_id_low:
      return "payment_id";
    case RandomStream::api_key_high:
    case RandomStream::api_key_low:
      return "api_key";
  }
  return "other";
}

std::string delivery_text(const DeliveryPlan& delivery) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (delivery.not_before > Timestamp::min()) {
    add("not before " + to_rfc3339(delivery.not_before) + " of the mock's clock");
  }
  if (delivery.delay > Duration::zero()) add("after " + to_text(delivery.delay));
  if (delivery.piece_bytes > 0) {
    add("in pieces of " + std::to_string(delivery.piece_bytes) + " bytes with " +
        to_text(delivery.piece_pause) + " between them");
  }
  if (delivery.malformed_chunk) add("with a malformed chunk");
  if (delivery.ending != Ending::whole) {
    add(delivery.body_bytes
            ? "cut after " + std::to_string(*delivery.body_bytes) + " bytes of its body"
            : std::string("nothing sent"));
  }
  if (delivery.ending == Ending::hang) add("then silence");
  if (delivery.ending == Ending::close) add("then the connection was closed");
  if (delivery.ending == Ending::reset) add("then the connection was reset");
  return text.empty() ? "at once" : text;
}

std::string explanation_of(const KeptEntry& kept, JournalRedaction& redaction) {
  const JournalRecord record = redaction.record(kept);
  const RequestTrace& trace = kept.entry.trace;
  std::string text = one_line(record.request_id + ": " + record.method + ' ' + record.target +
                              (record.delivery.sends_nothing()
                                   ? std::string(" was not answered")
                                   : " was answered " + std::to_string(record.status))) +
                     '\n';
  add_line(text, "time", to_rfc3339(record.time));
  add_line(text, "account", account_text(record));
  add_line(text, "route", route_text(record));
  if (!record.prediction.empty() || !record.model.empty()) {
    add_line(text, "task", task_text(record, trace.status));
  }
  add_rules(text, kept, redaction);
  add_draws(text, kept, redaction);
  constexpr int kFirstError = 400;
  if (record.status >= kFirstError) {
    if (const std::string message = message_in(record.response_body); !message.empty()) {
      add_line(text, "message", message);
    }
  }
  if (!trace.why.empty()) add_line(text, "reason", redaction.text(kept, trace.why));
  const Money credit = trace.credit;
  if (credit != Money{}) {
    add_line(text, "credit", (credit > Money{} ? "+" : "") + to_decimal(credit) + " USD");
  }
  add_line(text, "delivery", delivery_text(record.delivery));
  return text;
}

}  // namespace wavespeed_mock
