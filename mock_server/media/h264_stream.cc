#include "media/h264_stream.h"

#include <algorithm>
#include <array>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/value/byte_order.h"
#include "media/bit_writer.h"

// Names in comments are those of ITU-T H.264, sections 7.3 and Annex E.

namespace wavespeed_mock {
namespace {

constexpr std::uint32_t kBlock = 16;
constexpr std::uint32_t kHalfBlock = kBlock / 2;
constexpr std::uint8_t kBaseline = 66;
constexpr std::uint8_t kConstraints = 0xc0;    // also decodable as Main: Constrained Baseline
constexpr std::uint32_t kFrameNumberBits = 4;  // log2_max_frame_num
constexpr std::uint32_t kPcmBlock = 25;        // mb_type I_PCM; in P slices after five P types
constexpr std::uint32_t kPredictedTypes = 5;

// nal_ref_idc and nal_unit_type
enum Unit : char {
  kSequenceUnit = 0x67,
  kPictureUnit = 0x68,
  kFirstFrameUnit = 0x65,
  kLaterFrameUnit = 0x41,
};

struct Level {
  std::uint8_t number;   // level_idc: ten times the level
  std::uint32_t blocks;  // in a frame, at most
};
constexpr std::array<Level, 5> kLevels = {
    {{30, 1'620}, {31, 3'600}, {41, 8'192}, {51, 36'864}, {60, 139'264}}};

std::uint8_t level_of(std::uint32_t blocks) {
  const auto* const level = std::find_if(kLevels.begin(), kLevels.end() - 1,
                                         [=](const Level& l) { return blocks <= l.blocks; });
  return level->number;
}

// A unit's kind and payload. Nothing in a payload has to be kept from looking like the start of a
// unit, 22 zeros in whole bytes: samples are never 0, and the longest run of zeros in a code is 18.
std::string unit(Unit kind, std::string_view payload) {
  std::string out;
  out.reserve(1 + payload.size());
  out += static_cast<char>(kind);
  out += payload;
  return out;
}

void begin_slice(BitWriter& writer, bool first) {
  constexpr std::uint32_t kOnlyPredicted = 5;  // slice_type: this one and all others of the frame
  constexpr std::uint32_t kOnlyIntra = 7;
  writer.unsigned_code(0);  // first_mb_in_slice
  writer.unsigned_code(first ? kOnlyIntra : kOnlyPredicted);
  writer.unsigned_code(0);  // pic_parameter_set_id
}

void end_slice_header(BitWriter& writer) {
  writer.unsigned_code(0);  // slice_qp_delta
  writer.unsigned_code(1);  // disable_deblocking_filter_idc: what is sent is what is shown
}

// Samples of a block: 256 of brightness, then 64 of each of two differences of colour, in the
// ranges that television keeps to. None is ever 0.
using Samples = std::array<char, kBlock * kBlock + 2 * kHalfBlock * kHalfBlock>;

char sample(std::int32_t scaled, std::int32_t offset) {
  return static_cast<char>(offset + ((scaled + 0x8000) >> 16));
}

// ITU-R BT.709, in 2^-16; each row of factors for the differences adds up to 0.
char brightness(const std::uint8_t* rgb) {
  return sample(11'966 * rgb[0] + 40'254 * rgb[1] + 4'064 * rgb[2], 16);
}
char blueness(std::int32_t red, std::int32_t green, std::int32_t blue) {
  return sample(-6'596 * red - 22'189 * green + 28'785 * blue, 128);
}
char redness(std::int32_t red, std::int32_t green, std::int32_t blue) {
  return sample(28'785 * red - 26'145 * green - 2'640 * blue, 128);
}

// The block whose left upper pixel is `x` pixels into the 16 `rows` of `row_bytes` bytes.
Samples samples_of(std::span<const std::uint8_t> rows, std::size_t row_bytes, std::size_t x) {
  Samples samples;
  auto out = samples.begin();
  const auto pixel = [&](std::size_t column, std::size_t row) {
    return &rows[row * row_bytes + 3 * (x + column)];
  };
  for (std::size_t row = 0; row < kBlock; ++row) {
    for (std::size_t column = 0; column < kBlock; ++column) *out++ = brightness(pixel(column, row));
  }
  for (const auto difference : {blueness, redness}) {
    for (std::size_t row = 0; row < kBlock; row += 2) {
      for (std::size_t column = 0; column < kBlock; column += 2) {
        const std::uint8_t* rgb = pixel(column, row);
        *out++ = difference(rgb[0], rgb[1], rgb[2]);
      }
    }
  }
  return samples;
}

void append_block(BitWriter& writer, std::uint32_t type, const Samples& samples) {
  writer.unsigned_code(type);
  writer.align();
  writer.bytes().append(samples.data(), samples.size());
}

Samples white() {
  Samples samples;
  samples.fill(static_cast<char>(128));
  std::fill_n(samples.begin(), kBlock * kBlock, static_cast<char>(235));
  return samples;
}

std::uint32_t blocks_of(std::uint32_t side) {
  if (side % 2 != 0) throw std::invalid_argument("a video's sides are even numbers of pixels");
  return (side + kBlock - 1) / kBlock;
}

}  // namespace

H264Stream::H264Stream(const PictureSpec& picture, std::uint32_t frames)
    : picture_(picture),
      frames_(frames),
      blocks_across_(blocks_of(picture.width)),
      blocks_down_(blocks_of(picture.height)) {}

std::string H264Stream::sequence_parameters() const {
  constexpr std::uint32_t kBt709 = 1;
  BitWriter writer;
  writer.bits(kBaseline, 8);
  writer.bits(kConstraints, 8);
  writer.bits(level_of(blocks_across_ * blocks_down_), 8);
  writer.unsigned_code(0);                     // seq_parameter_set_id
  writer.unsigned_code(kFrameNumberBits - 4);  // log2_max_frame_num_minus4
  writer.unsigned_code(2);                     // pic_order_cnt_type: as decoded
  writer.unsigned_code(1);                     // max_num_ref_frames
  writer.flag(false);                          // gaps_in_frame_num_value_allowed_flag
  writer.unsigned_code(blocks_across_ - 1);
  writer.unsigned_code(blocks_down_ - 1);
  writer.flag(true);  // frame_mbs_only_flag
  writer.flag(true);  // direct_8x8_inference_flag
  writer.flag(true);  // frame_cropping_flag: left, right, top, bottom, in pairs of pixels
  writer.unsigned_code(0);
  writer.unsigned_code((blocks_across_ * kBlock - picture_.width()) / 2);
  writer.unsigned_code(0);
  writer.unsigned_code((blocks_down_ * kBlock - picture_.height()) / 2);

  writer.flag(true);   // vui_parameters_present_flag
  writer.flag(false);  // aspect_ratio_info_present_flag
  writer.flag(false);  // overscan_info_present_flag
  writer.flag(true);   // video_signal_type_present_flag
  writer.bits(5, 3);   // video_format: unspecified
  writer.flag(false);  // video_full_range_flag
  writer.flag(true);   // colour_description_present_flag
  for (int i = 0; i < 3; ++i) writer.bits(kBt709, 8);
  writer.flag(false);        // chroma_loc_info_present_flag
  writer.flag(false);        // timing_info_present_flag: the container has it
  writer.flag(false);        // nal_hrd_parameters_present_flag
  writer.flag(false);        // vcl_hrd_parameters_present_flag
  writer.flag(false);        // pic_struct_present_flag
  writer.flag(true);         // bitstream_restriction_flag
  writer.flag(true);         // motion_vectors_over_pic_boundaries_flag
  writer.unsigned_code(0);   // max_bytes_per_pic_denom: no promise
  writer.unsigned_code(0);   // max_bits_per_mb_denom: no promise
  writer.unsigned_code(15);  // log2_max_mv_length_horizontal
  writer.unsigned_code(15);  // log2_max_mv_length_vertical
  writer.unsigned_code(0);   // max_num_reorder_frames
  writer.unsigned_code(1);   // max_dec_frame_buffering
  writer.end_unit();
  return unit(kSequenceUnit, writer.bytes());
}

std::string H264Stream::picture_parameters() const {
  BitWriter writer;
  writer.unsigned_code(0);  // pic_parameter_set_id
  writer.unsigned_code(0);  // seq_parameter_set_id
  writer.flag(false);       // entropy_coding_mode_flag
  writer.flag(false);       // bottom_field_pic_order_in_frame_present_flag
  writer.unsigned_code(0);  // num_slice_groups_minus1
  writer.unsigned_code(0);  // num_ref_idx_l0_default_active_minus1
  writer.unsigned_code(0);  // num_ref_idx_l1_default_active_minus1
  writer.flag(false);       // weighted_pred_flag
  writer.bits(0, 2);        // weighted_bipred_idc
  writer.unsigned_code(0);  // pic_init_qp_minus26
  writer.unsigned_code(0);  // pic_init_qs_minus26
  writer.unsigned_code(0);  // chroma_qp_index_offset
  writer.flag(true);        // deblocking_filter_control_present_flag
  writer.flag(false);       // constrained_intra_pred_flag
  writer.flag(false);       // redundant_pic_cnt_present_flag
  writer.end_unit();
  return unit(kPictureUnit, writer.bytes());
}

void H264Stream::append_frame(std::string& out, std::uint32_t index) const {
  const std::string frame = index == 0 ? first_frame() : later_frame(index);
  append_big_endian(out, frame.size(), 4);
  out += frame;
}

std::string H264Stream::first_frame() const {
  BitWriter writer;
  writer.bytes().reserve(std::size_t{blocks_across_} * blocks_down_ * (sizeof(Samples) + 2) + 64);
  begin_slice(writer, true);
  writer.bits(0, kFrameNumberBits);
  writer.unsigned_code(0);  // idr_pic_id
  writer.flag(false);       // no_output_of_prior_pics_flag
  writer.flag(false);       // long_term_reference_flag
  end_slice_header(writer);

  // Pixels beyond the right and the lower edge are cropped; they repeat the last inside.
  const std::size_t row_bytes = std::size_t{3} * blocks_across_ * kBlock;
  std::vector<std::uint8_t> rows(row_bytes * kBlock);
  for (std::uint32_t block_row = 0; block_row < blocks_down_; ++block_row) {
    for (std::uint32_t i = 0; i < kBlock; ++i) {
      const auto row = std::span(rows).subspan(i * row_bytes, row_bytes);
      picture_.draw_row(std::min(block_row * kBlock + i, picture_.height() - 1),
                        row.first(picture_.row_bytes()));
      for (std::size_t at = picture_.row_bytes(); at < row_bytes; ++at) row[at] = row[at - 3];
    }
    for (std::size_t x = 0; x < std::size_t{blocks_across_} * kBlock; x += kBlock) {
      append_block(writer, kPcmBlock, samples_of(rows, row_bytes, x));
    }
  }
  writer.end_unit();
  return unit(kFirstFrameUnit, writer.bytes());
}

std::string H264Stream::later_frame(std::uint32_t index) const {
  BitWriter writer;
  begin_slice(writer, false);
  writer.bits(index, kFrameNumberBits);
  writer.flag(false);  // num_ref_idx_active_override_flag
  writer.flag(false);  // ref_pic_list_modification_flag_l0
  writer.flag(false);  // adaptive_ref_pic_marking_mode_flag
  end_slice_header(writer);

  // Blocks that repeat the frame before are only counted.
  const std::uint32_t before = bar_blocks(index - 1);
  const std::uint32_t covered = bar_blocks(index);
  std::uint32_t repeated = before;
  for (std::uint32_t block = before; block < covered; ++block) {
    writer.unsigned_code(repeated);
    append_block(writer, kPredictedTypes + kPcmBlock, white());
    repeated = 0;
  }
  const std::uint32_t left = blocks_across_ * blocks_down_ - covered;
  if (covered == before) {
    writer.unsigned_code(blocks_across_ * blocks_down_);
  } else if (left > 0) {
    writer.unsigned_code(left);
  }
  writer.end_unit();
  return unit(kLaterFrameUnit, writer.bytes());
}

std::uint32_t H264Stream::bar_blocks(std::uint32_t frame) const {
  if (frames_ < 2) return 0;
  return static_cast<std::uint32_t>(std::uint64_t{blocks_across_} * frame / (frames_ - 1));
}

}  // namespace wavespeed_mock
