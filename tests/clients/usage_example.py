# The Python example of the usage document, exactly as written; the test that runs it changes the host.
import os
import requests

api_key = os.environ.get("WAVESPEED_API_KEY")

def get_usage(start_time, end_time, model_uuid=None):
    payload = {
        "start_time": start_time,
        "end_time": end_time
    }
    if model_uuid:
        payload["model_uuid"] = model_uuid

    response = requests.post(
        "https://api.wavespeed.ai/api/v3/user/usage_stats",
        headers={
            "Authorization": f"Bearer {api_key}",
            "Content-Type": "application/json"
        },
        json=payload
    )
    return response.json()["data"]

# Get usage for a time range
usage = get_usage("2025-10-01T00:00:00Z", "2025-10-12T23:59:59Z")

print(f"Total cost: ${usage['summary']['total_cost']}")
print(f"Total requests: {usage['summary']['total_requests']}")

# Show top models
for model in usage["per_model_usage"][:5]:
    print(f"- {model['model_uuid']}: {model['total_count']} requests, ${model['total_cost']}")
