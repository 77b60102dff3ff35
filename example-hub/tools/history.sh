#!/bin/sh
# Makes a git repository of this hub with a small history: history.sh FOLDER
#
# Models are added, versions follow each other, an alias moves, a version is deprecated; dates and people are fixed, so that the
# commits have the same names everywhere. The last commit is the hub as it is. Needs git and sed. FOLDER must not exist.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
[ ! -e "$1" ] || { echo "$0: $1 exists" >&2; exit 2; }
hub=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
cd "$1"

# Nothing of the user's own configuration may reach the commits.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=C TZ=UTC
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE 2>/dev/null || true
git init --quiet
git symbolic-ref HEAD refs/heads/main
git config core.autocrlf false
git config core.fileMode false
git config commit.gpgSign false

# commit DATE NAME SUBJECT: everything that changed.
commit() {
  git add --all
  name=$(printf %s "$2" | tr 'A-Z ' 'a-z.')
  GIT_AUTHOR_NAME=$2 GIT_AUTHOR_EMAIL=$name@example.org GIT_AUTHOR_DATE="$1T09:00:00Z" \
  GIT_COMMITTER_NAME=$2 GIT_COMMITTER_EMAIL=$name@example.org GIT_COMMITTER_DATE="$1T09:00:00Z" \
    git commit --quiet --no-verify --message="$3"
}

# take PATH...: files and folders of the hub as they are.
take() {
  for path in "$@"; do
    mkdir -p "$(dirname "$path")"
    cp -R "$hub/$path" "$(dirname "$path")/"
  done
}

churn=models/harbour-data/churn-gbm

# release VERSION DATE [LIFECYCLE-LINE...]: the card as that version.
release() {
  version=$1 date=$2
  shift 2
  sed -e "s/^version: .*/version: \"$version\"/" -e "s/^date: .*/date: $date/" "$hub/$churn/README.md" > $churn/README.md
  printf '%s\n' "$@" > $churn/lifecycle.yaml
}

take hub.yaml README.md
commit 2026-01-12 'Ines Aalto' 'Begin the hub'

take models/hello-digits models/lumen-speech orgs/lumen-speech datasets/lumen-speech
commit 2026-01-20 'Marek Novak' 'Add the speech models'

mkdir -p $churn
cp "$hub/$churn/calibration.svg" $churn/
release 3.0.0 2026-02-02 'aliases:' '  champion: "3.0.0"' 'versions:' '  "3.0.0": {stage: production}'
take orgs/harbour-data datasets/harbour-data
commit 2026-02-02 'Noor de Wit' 'Add churn-gbm 3.0.0'

take models/harbour-data/churn-logit models/harbour-data/churn-mlp models/harbour-data/berth-eta models/harbour-data/crane-counts
commit 2026-02-16 'Ines Aalto' 'Add the other harbour models'

take models/orchard-vision models/open-atlas orgs/orchard-vision orgs/open-atlas datasets/orchard-vision datasets/open-atlas
commit 2026-03-09 'Sade Okafor' 'Add the vision and language models of two organisations'

mkdir -p $churn/versions
cp "$hub/$churn/versions/3.0.0.md" $churn/versions/
release 3.2.0 2026-05-18 'aliases:' '  champion: "3.0.0"' 'versions:' '  "3.2.0": {stage: staging}' '  "3.0.0": {stage: production}'
commit 2026-05-18 'Noor de Wit' 'churn-gbm 3.2.0: calibrated anew'

release 3.2.0 2026-05-18 'aliases:' '  champion: "3.2.0"' '  fallback: "3.0.0"' 'versions:' '  "3.2.0": {stage: production}' '  "3.0.0": {stage: staging}'
commit 2026-06-01 'Risk Office' 'Promote churn-gbm 3.2.0 to champion'

take models/northwind-weather models/quill-nlp orgs/northwind-weather orgs/quill-nlp datasets/northwind-weather datasets/quill-nlp
commit 2026-07-06 'Sade Okafor' 'Add weather and text models'

cp "$hub/$churn/versions/3.2.0.md" $churn/versions/
release 4.0.0 2026-09-08 'aliases:' '  champion: "3.2.0"' '  fallback: "3.2.0"' 'versions:' '  "4.0.0": {stage: staging}' '  "3.2.0": {stage: production}' \
  '  "3.0.0":' '    stage: archived' '    deprecated: {by: harbour-data/churn-gbm@4.0.0, reason: It used the age of the holder., since: 2026-09-08}'
commit 2026-09-08 'Noor de Wit' 'churn-gbm 4.0.0 without two columns; 3.0.0 is deprecated'

# The promotion is made on a branch and merged two days later, as a pull request would be.
git checkout --quiet -b promote-churn
take $churn
commit 2026-09-15 'Risk Office' 'Promote churn-gbm 4.0.0 to champion'
git checkout --quiet main
GIT_AUTHOR_NAME='Ines Aalto' GIT_AUTHOR_EMAIL=ines.aalto@example.org GIT_AUTHOR_DATE=2026-09-17T09:00:00Z \
GIT_COMMITTER_NAME='Ines Aalto' GIT_COMMITTER_EMAIL=ines.aalto@example.org GIT_COMMITTER_DATE=2026-09-17T09:00:00Z \
  git merge --quiet --no-ff --message='Merge the promotion of churn-gbm 4.0.0' promote-churn
git branch --quiet -d promote-churn

# Whatever else the hub has.
for path in "$hub"/*; do
  case $path in "$hub"/site) ;; *) cp -R "$path" . ;; esac
done
commit 2026-11-20 'Ines Aalto' 'Add tools and the rest'
