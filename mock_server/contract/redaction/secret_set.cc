#include "contract/redaction/secret_set.h"

#include <algorithm>
#include <array>
#include <utility>

namespace wavespeed_mock {
namespace {

// Where a message was shortened.
constexpr std::string_view kEllipsis = "…";

// The same for "+" and a space, which forms write for each other.
unsigned char folded(char c) {
  return static_cast<unsigned char>(c == '+' ? ' ' : c);
}

bool folded_less(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return folded(x) < folded(y); });
}

bool folded_equal(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return folded(x) == folded(y); });
}

// Adds what was found to `spans`, which from index `first` on are in order and do not overlap. What
// overlaps the new one becomes a part of it, with the id of the part that begins first. What was
// removed is not looked at again, so that this takes constant time on average.
void unite(std::vector<FoundText>& spans, std::size_t first, FoundText next) {
  while (spans.size() > first && spans.back().end > next.begin) {
    const FoundText last = spans.back();
    spans.pop_back();
    if (last.begin < next.begin) {
      next.begin = last.begin;
      next.id = last.id;
    }
  }
  spans.push_back(next);
}

}  // namespace

// The tree of all beginnings of the known texts: the root is the empty one, and a child is one byte
// longer. Children of a node are next to each other in `nodes_`, in the order of their bytes. While
// a text is read, the state is the node of the longest beginning that the text up to there ends
// with.
class SecretSet::Table {
 public:
  Table(std::vector<Known> known, std::uint64_t& steps) : known_(std::move(known)) {
    std::stable_sort(known_.begin(), known_.end(),
                     [](const Known& a, const Known& b) { return folded_less(a.text, b.text); });
    const auto end = std::unique(known_.begin(), known_.end(), [](const Known& a, const Known& b) {
      return folded_equal(a.text, b.text);
    });
    known_.erase(end, known_.end());
    for (const Known& text : known_) bytes_ += text.text.size();
    grow(steps);
    link();
  }

  // The sum of the sizes of the known texts.
  std::size_t bytes() const { return bytes_; }
  std::vector<Known> take() && { return std::move(known_); }

  FoundBeginning find(std::string_view text, std::vector<FoundText>& found) const {
    // What another table found is not united with this one's: it may be in any order.
    const std::size_t first = found.size();
    Index state = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == kEllipsis[0] && text.substr(i).starts_with(kEllipsis)) {
        const FoundBeginning begun = beginning_at(state);
        if (begun.size >= kMinBeginning) unite(found, first, {i - begun.size, i, begun.id});
      }
      state = next(state, folded(text[i]));
      const Node& node = nodes_[state];
      if (node.ending == kNone) continue;
      const Known& known = known_[node.ending];
      unite(found, first, {i + 1 - known.text.size(), i + 1, known.id});
    }
    return beginning_at(state);
  }

 private:
  using Index = std::uint32_t;
  static constexpr Index kNone = ~Index{0};

  struct Node {
    Index first_child = 0;
    Index shorter = 0;      // the node of the longest other beginning that this one ends with
    Index ending = kNone;   // the index of the longest known text that this one ends with
    Index first_known = 0;  // of the sorted known texts that begin with it
    Index last_known = 0;   // after the last one
    Index depth = 0;        // its size
    std::uint16_t child_count = 0;
    unsigned char byte = 0;
  };

  FoundBeginning beginning_at(Index state) const {
    // A node without children is a whole known text, which begins no longer one.
    while (state != 0 && nodes_[state].child_count == 0) state = nodes_[state].shorter;
    return {nodes_[state].depth, known_[nodes_[state].first_known].id};
  }

  // Makes the nodes level by level, from the sorted texts: those that begin with a node are next to
  // each other, and its children divide them. Each byte of a known text is looked at once.
  void grow(std::uint64_t& steps) {
    nodes_.push_back({.last_known = static_cast<Index>(known_.size())});
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      Index at = nodes_[i].first_known;
      const Index last = nodes_[i].last_known;
      const Index depth = nodes_[i].depth;
      if (at < last && known_[at].text.size() == depth) nodes_[i].ending = at++;
      nodes_[i].first_child = static_cast<Index>(nodes_.size());
      while (at < last) {
        const Index first = at;
        const unsigned char byte = folded(known_[at].text[depth]);
        while (at < last && folded(known_[at].text[depth]) == byte) ++at;
        steps += at - first;
        nodes_.push_back(
            {.first_known = first, .last_known = at, .depth = depth + 1, .byte = byte});
        ++nodes_[i].child_count;
      }
    }
    const Node& root = nodes_[0];
    for (Index i = 0; i < root.child_count; ++i) {
      from_root_[nodes_[root.first_child + i].byte] = root.first_child + i;
    }
  }

  // Sets `shorter` and `ending`. Both follow from shorter beginnings, which come earlier in
  // `nodes_`.
  void link() {
    for (Index parent = 0; parent < nodes_.size(); ++parent) {
      for (Index i = 0; i < nodes_[parent].child_count; ++i) {
        Node& child = nodes_[nodes_[parent].first_child + i];
        child.shorter = parent == 0 ? 0 : next(nodes_[parent].shorter, child.byte);
        if (child.ending == kNone) child.ending = nodes_[child.shorter].ending;
      }
    }
  }

  // The child for that byte, or the root when there is none. The root's children, at which most
  // bytes of a text look, are in a table.
  Index child(Index parent, unsigned char byte) const {
    if (parent == 0) return from_root_[byte];
    const auto begin = nodes_.begin() + nodes_[parent].first_child;
    const auto end = begin + nodes_[parent].child_count;
    const auto found =
        std::lower_bound(begin, end, byte,
                         [](const Node& node, unsigned char wanted) { return node.byte < wanted; });
    const bool is_there = found != end && found->byte == byte;
    return is_there ? static_cast<Index>(found - nodes_.begin()) : 0;
  }

  // The state after that byte. Each turn of the loop makes the beginning shorter, and each byte of
  // a text makes it at most one longer, so that a whole text takes linear time.
  Index next(Index state, unsigned char byte) const {
    Index found = child(state, byte);
    while (found == 0 && state != 0) {
      state = nodes_[state].shorter;
      found = child(state, byte);
    }
    return found;
  }

  std::vector<Known> known_;  // sorted by their folded bytes, each once
  std::size_t bytes_ = 0;
  std::vector<Node> nodes_;
  std::array<Index, 256> from_root_{};  // the root's children by their bytes; 0 for none
};

SecretSet::SecretSet() = default;
SecretSet::~SecretSet() = default;
SecretSet::SecretSet(SecretSet&&) noexcept = default;
SecretSet& SecretSet::operator=(SecretSet&&) noexcept = default;

void SecretSet::add(std::string text, std::size_t id) {
  added_.push_back({std::move(text), id});
}

// Makes one table of what was added and of all tables that are less than twice as large.
void SecretSet::build() {
  if (added_.empty()) return;
  std::vector<Known> all = std::move(added_);
  added_.clear();
  std::size_t bytes = 0;
  for (const Known& text : all) bytes += text.text.size();
  while (!tables_.empty() && tables_.back()->bytes() < 2 * bytes) {
    bytes += tables_.back()->bytes();
    // Older ones come first, so that a text that was added twice keeps its first id.
    std::vector<Known> older = std::move(*tables_.back()).take();
    tables_.pop_back();
    older.insert(older.end(), std::make_move_iterator(all.begin()),
                 std::make_move_iterator(all.end()));
    all = std::move(older);
  }
  tables_.push_back(std::make_unique<Table>(std::move(all), steps_));
}

FoundBeginning SecretSet::find(std::string_view text, std::vector<FoundText>& found) {
  build();
  FoundBeginning longest;
  for (const auto& table : tables_) {
    const FoundBeginning begun = table->find(text, found);
    if (begun.size > longest.size) longest = begun;
    steps_ += text.size();
  }
  return longest;
}

}  // namespace wavespeed_mock
