#!/bin/sh
# Puts a review into one note of the merge request, and keeps it up to date: `review-note.sh review.md`, in a job of a merge request.
# Without CARDEX_TOKEN, as in a fork, it does nothing.
set -eu

if [ -z "${CARDEX_TOKEN:-}" ]; then
  echo 'No CARDEX_TOKEN: the merge request gets no note.'
  exit 0
fi

notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
ask() {
  # The token stands in no command line.
  printf 'header = "PRIVATE-TOKEN: %s"\n' "$CARDEX_TOKEN" | curl --silent --show-error --fail --config - "$@"
}

# The first note that begins with the marker; `<` may be written as \u003c.
note=$(
  ask "$notes?sort=asc&per_page=100" |
    grep -oE '"id":[0-9]+,"type":[^,]*,"body":"(<|\\u003c)!-- cardex:review' | head -n 1 | grep -oE '[0-9]+' | head -n 1
) || note=
if [ -n "$note" ]; then
  ask --request PUT --data-urlencode "body@$1" --output /dev/null "$notes/$note"
else
  ask --request POST --data-urlencode "body@$1" --output /dev/null "$notes"
fi
