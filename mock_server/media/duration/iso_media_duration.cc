#include "media/duration/iso_media_duration.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/value/byte_order.h"

// Times are doubles: they are exact up to 2^53 and cannot overflow, whatever a file says.

namespace wavespeed_mock {
namespace {

struct Box {
  std::string_view name;
  std::string_view content;
};

// Takes the first box off `rest`; nullopt when no whole head of one is left. The content of a box
// that is cut short is what is there.
std::optional<Box> next_box(std::string_view& rest) {
  constexpr std::uint64_t kToTheEnd = 0;
  constexpr std::uint64_t kLengthFollows = 1;
  std::uint64_t head = 8;
  const auto short_size = read_big_endian(rest, 0, 4);
  if (!short_size || rest.size() < head) return std::nullopt;
  std::uint64_t size = *short_size;
  if (size == kToTheEnd) size = rest.size();
  if (size == kLengthFollows) {
    const auto long_size = read_big_endian(rest, head, 8);
    if (!long_size) return std::nullopt;
    size = *long_size;
    head = 16;
  }
  if (size < head) return std::nullopt;
  size = std::min<std::uint64_t>(size, rest.size());
  const Box box{rest.substr(4, 4), rest.substr(head, size - head)};
  rest.remove_prefix(size);
  return box;
}

// The content of the first box of that name in `boxes`; nullopt when there is none.
std::optional<std::string_view> find_box(std::string_view boxes, std::string_view name) {
  while (const auto box = next_box(boxes)) {
    if (box->name == name) return box->content;
  }
  return std::nullopt;
}

bool is_long(std::string_view full_box) {
  return full_box.starts_with('\x01');  // its version: times have 8 bytes
}

std::uint64_t flags_of(std::string_view full_box) {
  return read_big_endian(full_box, 1, 3).value_or(0);
}

double real(std::uint64_t number) {
  return static_cast<double>(number);
}

// What "mvhd" and "mdhd" begin with.
struct Header {
  double units_in_second = 0;      // above 0
  std::optional<double> duration;  // in units; nullopt: it is not known
};

std::optional<Header> read_header(std::string_view box) {
  const std::size_t width = is_long(box) ? 8 : 4;
  const std::size_t at = 4 + 2 * width;  // after the times of creation and change
  const auto units = read_big_endian(box, at, 4);
  const auto duration = read_big_endian(box, at + 4, width);
  if (!duration || *units == 0) return std::nullopt;
  const std::uint64_t unknown = is_long(box) ? ~0ULL : 0xffff'ffffULL;
  const bool known = *duration != 0 && *duration != unknown;
  return Header{real(*units), known ? std::optional(real(*duration)) : std::nullopt};
}

struct Track {
  std::uint64_t id = 0;
  Header header;
  double sample_duration = 0;  // unless a fragment says another
  double end = 0;              // of its last fragment so far, in units
};

constexpr std::size_t kMostTracks = 64;

std::optional<Track> read_track(std::string_view trak) {
  const auto track_header = find_box(trak, "tkhd");
  const auto media = find_box(trak, "mdia");
  const auto media_header = media ? find_box(*media, "mdhd") : std::nullopt;
  if (!track_header || !media_header) return std::nullopt;
  const auto id = read_big_endian(*track_header, is_long(*track_header) ? 20 : 12, 4);
  const auto header = read_header(*media_header);
  if (!id || !header) return std::nullopt;
  return Track{.id = *id, .header = *header};
}

struct Movie {
  std::optional<double> seconds;        // as its header says
  std::optional<double> total_seconds;  // with all fragments
  bool in_fragments = false;
  std::vector<Track> tracks;

  Track* find(std::optional<std::uint64_t> id) {
    const auto it =
        std::ranges::find_if(tracks, [&](const Track& track) { return track.id == id; });
    return it == tracks.end() ? nullptr : &*it;
  }
};

void read_extension(std::string_view mvex, double units_in_second, Movie& movie) {
  movie.in_fragments = true;
  while (const auto box = next_box(mvex)) {
    if (box->name == "mehd") {
      const auto total = read_big_endian(box->content, 4, is_long(box->content) ? 8 : 4);
      if (total && *total > 0) movie.total_seconds = real(*total) / units_in_second;
    } else if (box->name == "trex") {
      Track* const track = movie.find(read_big_endian(box->content, 4, 4));
      const auto duration = read_big_endian(box->content, 12, 4);
      if (track != nullptr && duration) track->sample_duration = real(*duration);
    }
  }
}

std::optional<Movie> read_movie(std::string_view moov) {
  const auto movie_header = find_box(moov, "mvhd");
  const auto header = movie_header ? read_header(*movie_header) : std::nullopt;
  if (!header) return std::nullopt;
  Movie movie;
  if (header->duration) movie.seconds = *header->duration / header->units_in_second;
  for (std::string_view rest = moov; const auto box = next_box(rest);) {
    if (box->name != "trak" || movie.tracks.size() == kMostTracks) continue;
    if (const auto track = read_track(box->content)) movie.tracks.push_back(*track);
  }
  if (const auto mvex = find_box(moov, "mvex")) {
    read_extension(*mvex, header->units_in_second, movie);
  }
  return movie;
}

// The duration of a run of samples, in units.
double run_duration(std::string_view trun, double sample_duration) {
  constexpr std::uint64_t kOffset = 0x1;
  constexpr std::uint64_t kFirstFlags = 0x4;
  constexpr std::uint64_t kDurations = 0x100;
  constexpr std::array<std::uint64_t, 4> kOfEachSample = {kDurations, 0x200, 0x400, 0x800};
  const std::uint64_t flags = flags_of(trun);
  const std::uint64_t count = read_big_endian(trun, 4, 4).value_or(0);
  if ((flags & kDurations) == 0) return real(count) * sample_duration;
  std::size_t at = 8;
  if ((flags & kOffset) != 0) at += 4;
  if ((flags & kFirstFlags) != 0) at += 4;
  std::size_t step = 0;
  for (const std::uint64_t flag : kOfEachSample) step += (flags & flag) != 0 ? 4 : 0;
  double sum = 0;
  for (std::uint64_t i = 0; i < count; ++i, at += step) {
    const auto duration = read_big_endian(trun, at, 4);
    if (!duration) break;
    sum += real(*duration);
  }
  return sum;
}

void add_track_fragment(std::string_view traf, Movie& movie) {
  constexpr std::uint64_t kOffset = 0x1;
  constexpr std::uint64_t kDescription = 0x2;
  constexpr std::uint64_t kDuration = 0x8;
  const auto header = find_box(traf, "tfhd");
  Track* const track = header ? movie.find(read_big_endian(*header, 4, 4)) : nullptr;
  if (track == nullptr) return;
  double sample_duration = track->sample_duration;
  if (const std::uint64_t flags = flags_of(*header); (flags & kDuration) != 0) {
    const std::size_t at =
        8 + ((flags & kOffset) != 0 ? 8 : 0) + ((flags & kDescription) != 0 ? 4 : 0);
    sample_duration = real(read_big_endian(*header, at, 4).value_or(0));
  }
  while (const auto box = next_box(traf)) {
    if (box->name == "tfdt") {
      const auto start = read_big_endian(box->content, 4, is_long(box->content) ? 8 : 4);
      if (start) track->end = real(*start);
    } else if (box->name == "trun") {
      track->end += run_duration(box->content, sample_duration);
    }
  }
}

void add_fragment(std::string_view moof, Movie& movie) {
  while (const auto box = next_box(moof)) {
    if (box->name == "traf") add_track_fragment(box->content, movie);
  }
}

std::optional<double> seconds_of_tracks(const Movie& movie) {
  std::optional<double> longest = movie.seconds;
  for (const Track& track : movie.tracks) {
    const double units = std::max(track.end, track.header.duration.value_or(0));
    if (units > 0) longest = std::max(longest.value_or(0), units / track.header.units_in_second);
  }
  return longest;
}

}  // namespace

bool is_iso_media(std::string_view bytes) {
  constexpr std::array<std::string_view, 8> kFirstBoxes = {"ftyp", "styp", "moov", "mdat",
                                                           "free", "skip", "wide", "pnot"};
  return bytes.size() >= 8 &&
         std::ranges::find(kFirstBoxes, bytes.substr(4, 4)) != kFirstBoxes.end();
}

std::optional<double> iso_media_seconds(std::string_view bytes) {
  std::optional<Movie> movie;
  while (const auto box = next_box(bytes)) {
    if (box->name == "moov" && !movie) {
      movie = read_movie(box->content);
      if (!movie) return std::nullopt;
      if (movie->total_seconds) return movie->total_seconds;
      if (movie->seconds && !movie->in_fragments) return movie->seconds;
    } else if (box->name == "moof" && movie) {
      add_fragment(box->content, *movie);
    }
  }
  return movie ? seconds_of_tracks(*movie) : std::nullopt;
}

}  // namespace wavespeed_mock
