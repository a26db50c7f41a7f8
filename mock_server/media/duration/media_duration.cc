#include "media/duration/media_duration.h"

#include "media/duration/adts_duration.h"
#include "media/duration/flac_duration.h"
#include "media/duration/iso_media_duration.h"
#include "media/duration/matroska_duration.h"
#include "media/duration/mpeg_audio_duration.h"
#include "media/duration/ogg_duration.h"
#include "media/duration/riff_duration.h"

namespace wavespeed_mock {
namespace {

std::optional<double> seconds_of_container(std::string_view bytes) {
  if (is_iso_media(bytes)) return iso_media_seconds(bytes);
  if (is_matroska(bytes)) return matroska_seconds(bytes);
  if (is_riff(bytes)) return riff_seconds(bytes);
  if (is_ogg(bytes)) return ogg_seconds(bytes);
  // Sounds of either kind may have tags in front.
  const std::string_view sound = without_id3_tags(bytes);
  if (is_flac(sound)) return flac_seconds(sound);
  if (is_adts(sound)) return adts_seconds(sound);
  return mpeg_audio_seconds(sound, sound.size() < bytes.size());
}

}  // namespace

std::optional<double> media_seconds(std::string_view bytes) {
  const auto seconds = seconds_of_container(bytes);
  // Written so that NaN does not pass.
  if (!seconds || !(*seconds >= 0 && *seconds <= kLongestMediaSeconds)) return std::nullopt;
  return seconds;
}

}  // namespace wavespeed_mock
