// Transcripts: the requests of a client with the answers of a server, as JSON lines. The first line
// says what was recorded, each further one holds one request with its answer. docs/recording.md
// describes the format.
//
// Plain data and functions without state; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wavespeed_mock/clock.h"
#include "wavespeed_mock/message.h"

namespace wavespeed_mock {

// A body that was too large to keep, or that differs from machine to machine.
struct CutBody {
  std::optional<std::uint64_t> size{};
  std::string sha256{};  // in hex; "" when it is not known
};

struct RecordedExchange {
  Timestamp at{};         // when the request came
  Duration took{};        // until its answer
  std::string operation;  // `operationId` in the contract; "" when the request belongs to none
  Request request;
  Response response;
  std::optional<CutBody> request_cut{};  // then the body is empty
  std::optional<CutBody> response_cut{};
  std::size_t line = 0;  // in the file it was read from
};

struct TranscriptHeader {
  std::string upstream;  // base URL of the server that answered; "" when it does not matter
  Timestamp recorded{};  // when it began
  std::string about{};   // for people
  // Options that the mock was started with, by their names in a config file.
  std::map<std::string, std::string> options{};
};

struct Transcript {
  TranscriptHeader header;
  std::vector<RecordedExchange> exchanges;
};

// Bodies above it are cut.
inline constexpr std::size_t kMaxTranscriptBody = std::size_t{1} << 20;

// Bytes of a file that is read: one of a long recording is far larger than what people write.
inline constexpr std::size_t kMaxTranscriptFile = std::size_t{1} << 30;

// Lines without their line break. Header fields that belong to the connection and not to the
// message are left out: Host, Content-Length, Date, Connection and their kind. JSON bodies are kept
// as JSON, other text as text, bytes as Base64.
std::string to_line(const TranscriptHeader& header);
std::string to_line(const RecordedExchange& exchange, std::size_t max_body = kMaxTranscriptBody);

// Whether a header field belongs to the connection.
bool is_connection_header(std::string_view name);

// Whether `text` is valid UTF-8.
bool is_text(std::string_view text);

// A description of `bytes`, for a body that is not kept.
CutBody cut(std::string_view bytes);

// `where` names the file in errors. An incomplete last line is left out. Throws
// ConfigError, which names the line.
Transcript parse_transcript(std::string_view text, const std::string& where);
// A file of at most kMaxTranscriptFile bytes.
Transcript read_transcript(const std::filesystem::path& path);

}  // namespace wavespeed_mock
