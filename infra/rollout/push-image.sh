#!/usr/bin/env bash
# Pushes a local image under a tag that is never moved, and says by which digest it is there.
#   push-image.sh <local image> <repository> <tag>
# A tag that is there already is left alone: a deployment that is run again takes the image that was tried.
set -euo pipefail
image=$1 repository=$2 tag=$3

find_digest() {
  aws ecr batch-get-image --repository-name "${repository#*/}" --image-ids "imageTag=$tag" \
    --query 'images[0].imageId.imageDigest' --output text
}

digest=$(find_digest)
if [[ $digest != sha256:* ]]; then
  aws ecr get-login-password | docker login --username AWS --password-stdin "${repository%%/*}" > /dev/null
  docker tag "$image" "$repository:$tag"
  docker push --quiet "$repository:$tag"
  digest=$(find_digest)
fi
[[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "The registry has no digest for $repository:$tag." >&2; exit 1; }

# The first image of a stage: its hosts need one to start with, before they are made.
parameter=/wmory/${repository##*/wmory-}/image-digest
if [[ $(aws ssm get-parameter --name "$parameter" --query Parameter.Value --output text) == none ]]; then
  aws ssm put-parameter --name "$parameter" --value "$digest" --overwrite > /dev/null
fi
echo "$digest"
echo "digest=$digest" >> "${GITHUB_OUTPUT:-/dev/null}"
