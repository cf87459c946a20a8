# Python: requests, on one session.
import os
import time

import requests

origin = os.environ["LATCHKEY_ORIGIN"]
expected = os.environ["LATCHKEY_EXPECTED"]
connection = os.environ["LATCHKEY_CONNECTION"]
timeout = 20
session = requests.Session()
session.trust_env = False
session.mount("http://", requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=1, max_retries=0))
session.headers["Authorization"] = "Bearer " + os.environ["LATCHKEY_KEY"]


def check(name, is_right, detail):
    print(name + "\t" + ("ok" if is_right else f"wrong: {detail}"), flush=True)


def ask(method, path, **more):
    return session.request(method, origin + path, timeout=timeout, **more)


def job():
    listed = ask("GET", "/api/v1/connections")
    check("list", listed.status_code == 200 and any(each["key"] == "job" for each in listed.json()["items"]), listed.status_code)
    resolved = ask("POST", "/api/v1/connections/job/resolve")
    check("resolve", resolved.status_code == 200 and resolved.json()["fields"]["note"] == expected, resolved.status_code)
    missing = ask("POST", "/api/v1/connections/nothing/resolve")
    is_problem = missing.headers["Content-Type"].startswith("application/problem+json")
    check("404", missing.status_code == 404 and is_problem and missing.json()["code"] == "not_found", missing.status_code)
    unknown = ask("POST", "/api/v1/projects", json={"name": "Python", "unknown": 1})
    check("422", unknown.status_code == 422 and unknown.json()["code"] == "invalid_input", unknown.status_code)
    tag = ask("GET", "/api/v1/connections/job").headers["ETag"]
    again = ask("GET", "/api/v1/connections/job", headers={"If-None-Match": tag})
    check("304", again.status_code == 304 and again.text == "", again.status_code)
    statuses = {ask("POST", "/api/v1/connections/job/resolve").status_code for _ in range(50)}
    pool = session.get_adapter(origin).poolmanager.connection_from_url(origin)
    check("50 on one", statuses == {200} and pool.num_connections == 1, f"{statuses}, {pool.num_connections} connections")


def until_stop():
    answers, longest = 0, 0.0
    while True:
        began = time.monotonic()
        try:
            status = ask("POST", f"/api/v1/connections/{connection}/resolve").status_code
        except requests.exceptions.Timeout:
            return check("stop", False, "hangs")
        except requests.exceptions.ConnectionError as error:
            failed = time.monotonic() - began
            cause = type(error.args[0]).__name__ if error.args else "ConnectionError"
            return print(f"stop\tok\t{answers}\t{round(longest * 1000)}\t{round(failed * 1000)}\t{cause}", flush=True)
        if status != 200:
            return check("stop", False, f"status {status}")
        longest = max(longest, time.monotonic() - began)
        answers += 1
        if answers == 2:
            print("running", flush=True)


until_stop() if os.environ.get("LATCHKEY_MODE") == "until-stop" else job()
