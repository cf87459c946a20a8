// Go: net/http with one client.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"os"
	"strings"
	"time"
)

var origin, key = os.Getenv("LATCHKEY_ORIGIN"), os.Getenv("LATCHKEY_KEY")
var client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxConnsPerHost: 1}}
var opened int

type answer struct {
	status int
	header http.Header
	text   string
	body   map[string]any
}

func check(name string, isRight bool, detail any) {
	if isRight {
		fmt.Printf("%s\tok\n", name)
	} else {
		fmt.Printf("%s\twrong: %v\n", name, detail)
	}
}

func ask(method, path, body string, more map[string]string) (answer, error) {
	request, err := http.NewRequest(method, origin+path, strings.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	request = request.WithContext(httptrace.WithClientTrace(request.Context(), &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			if !info.Reused {
				opened++
			}
		},
	}))
	request.Header.Set("Authorization", "Bearer "+key)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	for name, value := range more {
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return answer{}, err
	}
	read := answer{status: response.StatusCode, header: response.Header, text: string(text)}
	_ = json.Unmarshal(text, &read.body)
	return read, nil
}

func must(method, path, body string, more map[string]string) answer {
	read, err := ask(method, path, body, more)
	if err != nil {
		check(method+" "+path, false, err)
		os.Exit(1)
	}
	return read
}

func job() {
	list := must("GET", "/api/v1/connections", "", nil)
	isThere := false
	items, _ := list.body["items"].([]any)
	for _, item := range items {
		connection, _ := item.(map[string]any)
		isThere = isThere || connection["key"] == "job"
	}
	check("list", list.status == 200 && isThere, list.status)
	resolved := must("POST", "/api/v1/connections/job/resolve", "", nil)
	fields, _ := resolved.body["fields"].(map[string]any)
	check("resolve", resolved.status == 200 && fields["note"] == os.Getenv("LATCHKEY_EXPECTED"), resolved.status)
	missing := must("POST", "/api/v1/connections/nothing/resolve", "", nil)
	isProblem := strings.HasPrefix(missing.header.Get("Content-Type"), "application/problem+json")
	check("404", missing.status == 404 && isProblem && missing.body["code"] == "not_found", missing.status)
	unknown := must("POST", "/api/v1/projects", `{"name":"Go","unknown":1}`, nil)
	check("422", unknown.status == 422 && unknown.body["code"] == "invalid_input", unknown.status)
	tag := must("GET", "/api/v1/connections/job", "", nil).header.Get("ETag")
	again := must("GET", "/api/v1/connections/job", "", map[string]string{"If-None-Match": tag})
	check("304", again.status == 304 && again.text == "", again.status)
	isRight := true
	for at := 0; at < 50; at++ {
		isRight = must("POST", "/api/v1/connections/job/resolve", "", nil).status == 200 && isRight
	}
	check("50 on one", isRight && opened == 1, fmt.Sprintf("%d connections", opened))
}

func untilStop() {
	answers, longest := 0, time.Duration(0)
	for {
		began := time.Now()
		read, err := ask("POST", "/api/v1/connections/"+os.Getenv("LATCHKEY_CONNECTION")+"/resolve", "", nil)
		took := time.Since(began)
		if err != nil {
			if timed, isTimed := err.(interface{ Timeout() bool }); isTimed && timed.Timeout() {
				check("stop", false, "hangs")
				return
			}
			words := strings.Split(err.Error(), ": ")
			fmt.Printf("stop\tok\t%d\t%d\t%d\t%s\n", answers, longest.Milliseconds(), took.Milliseconds(), words[len(words)-1])
			return
		}
		if read.status != 200 {
			check("stop", false, fmt.Sprintf("status %d", read.status))
			return
		}
		if took > longest {
			longest = took
		}
		if answers++; answers == 2 {
			fmt.Println("running")
		}
	}
}

func main() {
	if os.Getenv("LATCHKEY_MODE") == "until-stop" {
		untilStop()
	} else {
		job()
	}
}
