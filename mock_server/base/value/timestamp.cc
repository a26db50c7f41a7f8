#include "base/value/timestamp.h"

#include <algorithm>
#include <cstdint>

namespace wavespeed_mock {
namespace {

using std::chrono::floor;
using std::chrono::sys_days;

// Each writes to `at` and returns the end of what it wrote. Into a buffer and not into the text,
// because every poll has a time and many short appends cost more. Numbers of 32 bits divide
// fastest.
template <int kWidth>
char* write_digits(char* at, std::uint32_t value) {
  for (int i = kWidth - 1; i >= 0; --i) {
    at[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return at + kWidth;
}

char* write_character(char* at, char c) {
  *at = c;
  return at + 1;
}

constexpr std::size_t kDateSize = 10;     // "2025-05-19"
constexpr std::size_t kRfc3339Size = 30;  // "2025-05-19T06:09:15.948268264Z"

char* write_date(char* at, std::chrono::year_month_day date) {
  at = write_digits<4>(at, static_cast<std::uint32_t>(static_cast<int>(date.year())));
  at = write_character(at, '-');
  at = write_digits<2>(at, static_cast<unsigned>(date.month()));
  at = write_character(at, '-');
  return write_digits<2>(at, static_cast<unsigned>(date.day()));
}

// Reads from the front of a text; every function says whether it found what it wants.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool accept(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  // Takes all `width` digits or nothing.
  bool digits(std::size_t width, int& value) {
    const std::string_view number = rest_.substr(0, width);
    if (number.size() < width || !std::all_of(number.begin(), number.end(), is_digit)) return false;
    value = 0;
    for (const char c : number) value = value * 10 + (c - '0');
    rest_.remove_prefix(width);
    return true;
  }

  // The digits after a decimal sign, as nanoseconds.
  bool fraction(std::int64_t& nanoseconds) {
    if (rest_.empty() || !is_digit(rest_.front())) return false;
    nanoseconds = 0;
    std::int64_t weight = 100'000'000;
    while (!rest_.empty() && is_digit(rest_.front())) {
      nanoseconds += (rest_.front() - '0') * weight;
      weight /= 10;
      rest_.remove_prefix(1);
    }
    return true;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  std::string_view rest_;
};

// Whether there are separators between the numbers: "2025-10-01" or "20251001". Date and time of
// one text have to agree on it.
enum class Form { extended, basic };

bool scan_date(Scanner& in, sys_days& day, Form& form) {
  int year = 0, month = 0, day_of_month = 0;
  if (!in.digits(4, year)) return false;
  form = in.accept("-") ? Form::extended : Form::basic;
  if (!in.digits(2, month)) return false;
  if (form == Form::extended && !in.accept("-")) return false;
  if (!in.digits(2, day_of_month)) return false;
  const auto date = std::chrono::year(year) / month / day_of_month;
  if (!date.ok()) return false;
  day = sys_days(date);
  // In days: nanoseconds of other years overflow.
  return day >= floor<std::chrono::days>(kFirstTime) && day <= floor<std::chrono::days>(kLastTime);
}

bool scan_time_of_day(Scanner& in, Form form, Duration& time) {
  int hour = 0, minute = 0, second = 0;
  std::int64_t nanoseconds = 0;
  bool has_seconds = false;
  if (!in.digits(2, hour)) return false;
  if (form == Form::extended) {
    if (!in.accept(":") || !in.digits(2, minute)) return false;
    has_seconds = in.accept(":");
    if (has_seconds && !in.digits(2, second)) return false;
  } else {
    if (!in.digits(2, minute)) return false;
    has_seconds = in.digits(2, second);
  }
  if (has_seconds && in.accept(".,") && !in.fraction(nanoseconds)) return false;
  // 24:00:00 is the midnight at a day's end.
  const bool end_of_day = hour == 24 && minute == 0 && second == 0 && nanoseconds == 0;
  if ((hour > 23 && !end_of_day) || minute > 59 || second > 60) return false;
  time = std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
         Duration(nanoseconds);
  return true;
}

// "Z", an offset, or nothing at all.
bool scan_offset(Scanner& in, Duration& offset) {
  offset = Duration::zero();
  if (in.at_end() || in.accept("Zz")) return in.at_end();
  const bool east = in.accept("+");
  if (!east && !in.accept("-")) return false;
  int hours = 0, minutes = 0;
  if (!in.digits(2, hours)) return false;
  if (!in.at_end()) {
    in.accept(":");
    if (!in.digits(2, minutes)) return false;
  }
  if (hours > 23 || minutes > 59 || !in.at_end()) return false;
  offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
  if (!east) offset = -offset;
  return true;
}

}  // namespace

void append_rfc3339(std::string& out, Timestamp time) {
  // Not by floor(), which overflows in the first day of the type.
  constexpr std::int64_t kDay = 86'400'000'000'000;
  const std::int64_t count = time.time_since_epoch().count();
  const std::int64_t rest = count % kDay;
  const sys_days day(std::chrono::days(count / kDay - (rest < 0 ? 1 : 0)));
  const std::int64_t in_day = rest < 0 ? rest + kDay : rest;
  const auto seconds = static_cast<std::uint32_t>(in_day / 1'000'000'000);
  char text[kRfc3339Size];
  char* at = write_date(text, day);
  at = write_character(at, 'T');
  at = write_digits<2>(at, seconds / 3600);
  at = write_character(at, ':');
  at = write_digits<2>(at, seconds / 60 % 60);
  at = write_character(at, ':');
  at = write_digits<2>(at, seconds % 60);
  at = write_character(at, '.');
  at = write_digits<9>(at, static_cast<std::uint32_t>(in_day % 1'000'000'000));
  write_character(at, 'Z');
  out.append(text, sizeof text);
}

Timestamp later(Timestamp time, Duration duration) {
  // Not kLastTime - time, which overflows for times before 1970.
  return time >= kLastTime - duration ? kLastTime : time + duration;
}

std::string to_rfc3339(Timestamp time) {
  std::string text;
  append_rfc3339(text, time);
  return text;
}

std::string to_date(sys_days day) {
  char text[kDateSize];
  write_date(text, day);
  return {text, sizeof text};
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  Scanner in(text);
  sys_days day;
  Form form = Form::extended;
  Duration time = Duration::zero();
  Duration offset = Duration::zero();
  if (!scan_date(in, day, form)) return std::nullopt;
  if (!in.accept("Tt ")) {
    in.accept("Zz");
    return in.at_end() ? std::optional(Timestamp(day)) : std::nullopt;
  }
  if (!scan_time_of_day(in, form, time)) return std::nullopt;
  if (!scan_offset(in, offset)) return std::nullopt;
  // An offset, a leap second or "24:00:00" can lead out of the years.
  const Timestamp read = Timestamp(day) + time - offset;
  return is_known_time(read) ? std::optional(read) : std::nullopt;
}

}  // namespace wavespeed_mock
