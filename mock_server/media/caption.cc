#include "media/caption.h"

#include <algorithm>
#include <string_view>

#include "media/bitmap_font.h"
#include "media/caption_text.h"

namespace wavespeed_mock {
namespace {

// In pixels of a glyph.
constexpr std::uint32_t kColumn = kGlyphWidth + 1;
constexpr std::uint32_t kLine = kGlyphHeight + 2;
constexpr std::uint32_t kMargin = 6;

// A picture's shorter side holds about 40 characters.
constexpr std::uint32_t kShorterSide = 240;
constexpr std::size_t kTitleLines = 2;

}  // namespace

CaptionBand::CaptionBand(const Caption& caption, std::uint32_t width, std::uint32_t height)
    : top_(height) {
  if (std::min(width, height) < kMinSide) return;
  scale_ = std::max(1U, std::min(width, height) / kShorterSide);
  margin_ = kMargin * scale_;
  const std::size_t columns = (width - 2 * margin_) / (kColumn * scale_);
  // The band leaves two fifths of the picture as they are.
  const std::size_t room = (height * 3 / 5 - 2 * margin_) / (kLine * scale_);

  const auto add = [&](std::string_view text, std::size_t max_lines) {
    if (max_lines == 0) return;
    for (std::string& line : wrap(drawable(text), columns, max_lines)) {
      lines_.push_back(std::move(line));
    }
  };
  const std::size_t footer_lines = caption.footer.empty() ? 0 : 1;
  add(caption.title, std::min(kTitleLines, room - footer_lines));
  add(caption.text, room - footer_lines - lines_.size());
  add(caption.footer, footer_lines);
  if (lines_.empty()) return;
  const auto count = static_cast<std::uint32_t>(lines_.size());
  top_ = height - 2 * margin_ - count * kLine * scale_;
}

void CaptionBand::draw_row(std::uint32_t y, std::span<std::uint8_t> rgb) const {
  if (y < top_) return;
  for (std::uint8_t& channel : rgb) channel = static_cast<std::uint8_t>(channel * 5 / 16);
  if (y < top_ + margin_) return;
  const std::uint32_t row = (y - top_ - margin_) / scale_;
  const std::uint32_t line = row / kLine;
  if (line < lines_.size() && row % kLine < kGlyphHeight) {
    draw_line(lines_[line], row % kLine, rgb);
  }
}

void CaptionBand::draw_line(const std::string& line, std::uint32_t row,
                            std::span<std::uint8_t> rgb) const {
  constexpr std::uint8_t kInk = 250;
  std::size_t left = margin_;
  for (const char character : line) {
    const std::uint32_t bits = glyph_row(character, row);
    for (std::uint32_t column = 0; column < kGlyphWidth; ++column) {
      if ((bits >> (kGlyphWidth - 1 - column) & 1) == 0) continue;
      const std::size_t first = 3 * (left + std::size_t{column} * scale_);
      std::fill_n(rgb.begin() + static_cast<std::ptrdiff_t>(first), 3 * scale_, kInk);
    }
    left += std::size_t{kColumn} * scale_;
  }
}

}  // namespace wavespeed_mock
