// Models that the catalogue does not have, made up when a request names them: for
// `--unknown-models accept`.
//
// Any thread may call it.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "records/model.h"
#include "wavespeed_mock/money.h"

namespace wavespeed_mock {

// Of one mock. A client that makes up ids again and again must not fill the memory.
inline constexpr std::size_t kMaxGuessedModels = 10'000;

class GuessedModels {
 public:
  // Each task costs `price`.
  explicit GuessedModels(Money price) : price_(price) {}

  // The model of that id: it takes any inputs, and its type is guessed from the words of the id
  // ("acme/x/image-to-video", "acme/tts"). The same model at each call; its address stays as long
  // as this object. Nullptr for an id that no model can have, and beyond kMaxGuessedModels.
  const Model* model(std::string_view id) const;

 private:
  const Money price_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::string, std::unique_ptr<const Model>> models_;
};

// The type that the words of an id suggest; "text-to-image" where none does.
std::string_view guessed_type(std::string_view id);

}  // namespace wavespeed_mock
