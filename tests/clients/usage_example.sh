# The curl examples of the usage document, exactly as written; the test that runs them changes the host.
curl --location --request POST 'https://api.wavespeed.ai/api/v3/user/usage_stats' \
--header 'Authorization: Bearer ${WAVESPEED_API_KEY}' \
--header 'Content-Type: application/json' \
--data-raw '{
    "start_time": "2025-10-01T00:00:00Z",
    "end_time": "2025-10-12T23:59:59Z"
}'
echo
curl --location --request POST 'https://api.wavespeed.ai/api/v3/user/usage_stats' \
--header 'Authorization: Bearer ${WAVESPEED_API_KEY}' \
--header 'Content-Type: application/json' \
--data-raw '{
    "start_time": "2025-10-01T00:00:00Z",
    "end_time": "2025-10-12T23:59:59Z",
    "model_uuid": "kwaivgi/kling-v2.0-i2v-master"
}'
