// Outputs checked by other software: file, ffprobe, ffmpeg and Python's standard library.
#include <wavespeed_mock/mock_server.h>

#include "clients/client_process.h"
#include "support/contract_watch.h"

namespace wavespeed_mock::clients::media_test {
namespace {

TEST(Media, IsAcceptedByDecodersForEveryKind) {
  WatchedServer server({.latency = Latency::instant()});

  const ClientResult result = run_client(
      {"/usr/bin/python3", client_file("check_media.py"), server.base_url()}, {}, npm_folder());

  EXPECT_EQ(result.exit_code, 0) << result.error;
  EXPECT_EQ(result.out,
            "png 512x300\njpeg 301x257\nwebp 256x1536\nmp4 480x832 7 s\nmp4 1280x720 8 s\n"
            "mp4 1920x1080 15 s\ngif 400x300 5 s\nmp3 5 s\nwav 5 s\nflac 5 s\npcm 5 s\nglb\n"
            "safetensors\ntext\n");
}

}  // namespace
}  // namespace wavespeed_mock::clients::media_test
