// A list whose copies cost next to nothing: they share chunks of elements. A copy that changes an
// element first copies the chunk that holds it.
//
// A plain value: for one thread at a time, or under a lock. Copies are independent, but those that
// share chunks must be read and changed under the same lock; dropping one needs none.
#pragma once

#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

namespace wavespeed_mock {

template <class T, std::size_t kChunk = 256>
class CowVector {
 public:
  // Random access, for reading; valid until the list changes.
  class const_iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    const_iterator(const CowVector* list, std::size_t index) : list_(list), index_(index) {}

    reference operator*() const { return (*list_)[index_]; }
    pointer operator->() const { return &(*list_)[index_]; }
    reference operator[](difference_type step) const { return *(*this + step); }
    const_iterator& operator++() { return *this += 1; }
    const_iterator& operator--() { return *this -= 1; }
    const_iterator operator++(int) { return std::exchange(*this, *this + 1); }
    const_iterator operator--(int) { return std::exchange(*this, *this - 1); }
    const_iterator& operator+=(difference_type step) {
      index_ += static_cast<std::size_t>(step);
      return *this;
    }
    const_iterator& operator-=(difference_type step) { return *this += -step; }
    friend const_iterator operator+(const_iterator it, difference_type step) { return it += step; }
    friend const_iterator operator+(difference_type step, const_iterator it) { return it += step; }
    friend const_iterator operator-(const_iterator it, difference_type step) { return it -= step; }
    friend difference_type operator-(const const_iterator& a, const const_iterator& b) {
      return static_cast<difference_type>(a.index_) - static_cast<difference_type>(b.index_);
    }
    friend bool operator==(const const_iterator& a, const const_iterator& b) {
      return a.index_ == b.index_;
    }
    friend auto operator<=>(const const_iterator& a, const const_iterator& b) {
      return a.index_ <=> b.index_;
    }

   private:
    const CowVector* list_ = nullptr;
    std::size_t index_ = 0;
  };
  using iterator = const_iterator;
  using const_reverse_iterator = std::reverse_iterator<const_iterator>;
  using value_type = T;
  using const_reference = const T&;

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const T& operator[](std::size_t index) const {
    index += skipped_;
    return (*chunks_[index / kChunk])[index % kChunk];
  }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size_ - 1]; }
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, size_}; }
  const_reverse_iterator rbegin() const { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const { return const_reverse_iterator(begin()); }

  // The element there, to be changed; valid until the list is changed otherwise or copied.
  T& change(std::size_t index) {
    index += skipped_;
    return own(index / kChunk)[index % kChunk];
  }

  void push_back(T value) {
    if ((skipped_ + size_) % kChunk == 0) {
      chunks_.push_back(std::make_shared<Chunk>());
      chunks_.back()->reserve(size_ == 0 ? kFirstRoom : kChunk);
    }
    own(chunks_.size() - 1).push_back(std::move(value));
    ++size_;
  }

  void pop_front() {
    if (size_ == 1) return clear();
    // What others do not see is freed now, not with the rest of its chunk.
    if (chunks_.front().use_count() == 1) (*chunks_.front())[skipped_] = T();
    --size_;
    if (++skipped_ < kChunk) return;
    chunks_.erase(chunks_.begin());
    skipped_ = 0;
  }

  // Keeps the first `size` elements, of at least as many.
  void truncate(std::size_t size) {
    if (size == 0) return clear();
    if (size == size_) return;
    const std::size_t last = (skipped_ + size - 1) / kChunk;
    chunks_.resize(last + 1);
    own(last).resize((skipped_ + size - 1) % kChunk + 1);
    size_ = size;
  }

  void clear() {
    chunks_.clear();
    skipped_ = 0;
    size_ = 0;
  }

  // Calls `visit` with the elements of all chunks that `other` does not share: every element that
  // only this list has, and some that both have.
  template <class Visit>
  void for_each_unshared(const CowVector& other, Visit&& visit) const {
    std::unordered_set<const Chunk*> shared;
    for (const auto& chunk : other.chunks_) shared.insert(chunk.get());
    // Both may begin with the same chunk, but have dropped different numbers of its elements.
    if (skipped_ != other.skipped_ && !other.empty()) shared.erase(other.chunks_.front().get());
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      if (shared.contains(chunks_[i].get())) continue;
      const Chunk& chunk = *chunks_[i];
      for (std::size_t j = i == 0 ? skipped_ : 0; j < chunk.size(); ++j) visit(chunk[j]);
    }
  }

 private:
  // All are full but the last.
  using Chunk = std::vector<T>;
  // Most lists stay short. One that does not gets its chunks whole: chunks that grow would leave
  // holes that nothing fits.
  static constexpr std::size_t kFirstRoom = kChunk < 8 ? kChunk : 8;

  Chunk& own(std::size_t number) {
    std::shared_ptr<Chunk>& chunk = chunks_[number];
    if (chunk.use_count() > 1) {
      auto copy = std::make_shared<Chunk>();
      copy->reserve(chunk->capacity());
      copy->insert(copy->end(), chunk->begin(), chunk->end());
      chunk = std::move(copy);
    }
    return *chunk;
  }

  std::vector<std::shared_ptr<Chunk>> chunks_;
  std::size_t skipped_ = 0;  // elements at the beginning that are gone; less than a chunk
  std::size_t size_ = 0;
};

}  // namespace wavespeed_mock
