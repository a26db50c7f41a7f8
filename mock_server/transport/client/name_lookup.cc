#include "transport/client/name_lookup.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "base/http/network_address.h"
#include "base/text/ascii.h"

namespace wavespeed_mock::transport {
namespace {

struct Result {
  std::mutex mutex;
  std::condition_variable_any found;
  bool done = false;                   // under `mutex`
  std::vector<std::string> addresses;  // under `mutex`
};

bool is_localhost(std::string_view host) {
  const std::string name = lower(host);
  return name == "localhost" || name.ends_with(".localhost");
}

std::string text_of(const addrinfo& entry) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* address = nullptr;
  if (entry.ai_family == AF_INET) {
    address = &reinterpret_cast<const sockaddr_in*>(entry.ai_addr)->sin_addr;
  } else if (entry.ai_family == AF_INET6) {
    address = &reinterpret_cast<const sockaddr_in6*>(entry.ai_addr)->sin6_addr;
  }
  if (address == nullptr ||
      ::inet_ntop(entry.ai_family, address, text.data(), text.size()) == nullptr) {
    return "";
  }
  return text.data();
}

}  // namespace

std::vector<std::string> system_lookup(const std::string& host) {
  if (is_localhost(host)) return {"127.0.0.1", "::1"};
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (::getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0) return {};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(list, &::freeaddrinfo);
  std::vector<std::string> addresses;
  for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
    std::string text = text_of(*entry);
    if (!text.empty()) addresses.push_back(std::move(text));
  }
  return addresses;
}

std::optional<std::vector<std::string>> look_up_within(const NameLookup& look_up,
                                                       const std::string& host,
                                                       std::chrono::nanoseconds limit,
                                                       const std::stop_token& stop) {
  if (reach_of(host)) return std::vector<std::string>{host};
  const auto result = std::make_shared<Result>();
  std::thread([result, look_up, host] {
    auto addresses = look_up(host);
    const std::lock_guard lock(result->mutex);
    result->addresses = std::move(addresses);
    result->done = true;
    result->found.notify_all();
  }).detach();
  std::unique_lock lock(result->mutex);
  if (!result->found.wait_for(lock, stop, limit, [&] { return result->done; })) {
    return std::nullopt;
  }
  return std::move(result->addresses);
}

}  // namespace wavespeed_mock::transport
