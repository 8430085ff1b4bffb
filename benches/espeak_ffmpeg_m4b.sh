#!/bin/sh
# The usual recipe for an audiobook, to compare lismoi with: one WAV file for each paragraph
# by espeak-ng, their lengths by ffprobe, chapters in a file of ffmpeg's metadata, and all of
# it joined and encoded by ffmpeg.
#
# usage: espeak_ffmpeg_m4b.sh ARTICLE OUT.m4b
#
# Paragraphs are what stands between empty lines; one of a single short line that does not
# end a sentence is the title of a chapter. Needs espeak-ng and ffmpeg (with ffprobe).
set -eu

article=$1
out=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A file for each paragraph.
awk -v RS= -v folder="$folder" '{
    file = sprintf("%s/%05d.txt", folder, NR)
    print > file
    close(file)
}' "$article"

printf ';FFMETADATA1\ntitle=%s\n' "$(head -n 1 "$article")" >"$folder/metadata"
chapter=""
started_ms=0
now_ms=0

end_chapter() {
    if [ -n "$chapter" ]; then
        printf '[CHAPTER]\nTIMEBASE=1/1000\nSTART=%s\nEND=%s\ntitle=%s\n' \
            "$started_ms" "$now_ms" "$chapter" >>"$folder/metadata"
    fi
}

for text in "$folder"/*.txt; do
    wav=${text%.txt}.wav
    espeak-ng -v fr -f "$text" -w "$wav"
    seconds=$(ffprobe -v error -show_entries format=duration -of default=noprint_wrappers=1:nokey=1 "$wav")
    paragraph=$(cat "$text")
    case $paragraph in
    *[.!?:\;,\"»]) ;;
    *)
        if [ "${#paragraph}" -lt 80 ]; then
            end_chapter
            chapter=$paragraph
            started_ms=$now_ms
        fi
        ;;
    esac
    now_ms=$(awk -v now="$now_ms" -v seconds="$seconds" 'BEGIN { printf "%.0f", now + 1000 * seconds }')
    printf "file '%s'\n" "$wav" >>"$folder/list"
done
end_chapter

ffmpeg -v error -y -f concat -safe 0 -i "$folder/list" -i "$folder/metadata" -map 0:a -map_metadata 1 \
    -c:a aac -b:a 48k -movflags +faststart "$out"
