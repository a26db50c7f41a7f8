// A receiver of webhooks on a free loopback port. Keeps the requests, returns given statuses.
//
// Every wait ends after ten seconds as a safety net; no passing test waits that long.
#pragma once

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace wavespeed_mock {

class WebhookReceiver {
 public:
  WebhookReceiver() {
    server_.set_tcp_nodelay(true);
    server_.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
      const std::lock_guard lock(mutex_);
      received_.push_back(request);
      if (!statuses_.empty()) {
        response.status = statuses_.front();
        statuses_.pop_front();
      }
      if (response.status >= 300 && response.status < 400) response.set_header("Location", url());
      response.set_content(answer_, "text/plain");
      changed_.notify_all();
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~WebhookReceiver() {
    server_.stop();
    thread_.join();
  }
  WebhookReceiver(const WebhookReceiver&) = delete;
  WebhookReceiver& operator=(const WebhookReceiver&) = delete;

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/hook"; }

  // Sets the statuses of the next responses; later ones are 200.
  void answer_with(std::deque<int> statuses, std::string text = "thanks") {
    const std::lock_guard lock(mutex_);
    statuses_ = std::move(statuses);
    answer_ = std::move(text);
  }

  // Waits for at least `count` requests, and returns all received ones.
  std::vector<httplib::Request> wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return received_.size() >= count; });
    return received_;
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<httplib::Request> received_;
  std::deque<int> statuses_;
  std::string answer_ = "thanks";
};

}  // namespace wavespeed_mock
