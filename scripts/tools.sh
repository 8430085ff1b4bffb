# shellcheck shell=sh
# The second half of scripts/prepare, which has set `tools` and what installs them: what the
# tests use. None of it is a reason to fail: what cannot be installed is said, with the
# checks that are left out without it.

# Packages of Python that need no more than to lie somewhere.
PYTHON_TOOLS=target/tools/python

log=$(mktemp)
trap 'rm -f "$log"' EXIT

has() {
    case $1 in
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
    # macOS has a `java` that only says where to get one.
    java) java -version ;;
    pip) has_python_tools || python_with_pip ;;
    *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

has_python_tools() { cmp -s scripts/tools.txt "$PYTHON_TOOLS/tools.txt"; }

# A python3 of the user's own may come before the system's, and only one of them have pip.
python_with_pip() {
    for python in python3 /usr/bin/python3; do
        if "$python" -m pip --version >/dev/null 2>&1; then
            echo "$python"
            return
        fi
    done
    return 1
}

# Puts the packages of a list into a folder, all at once or not at all.
install_packages() {
    rm -rf "$2.part"
    "$(python_with_pip)" -m pip install --target "$2.part" --requirement "$1" \
        --require-hashes --no-deps --only-binary :all: --disable-pip-version-check --timeout 20 --retries 1 &&
        cp "$1" "$2.part/tools.txt" &&
        rm -rf "$2" &&
        mv "$2.part" "$2"
}

checks_of() {
    case $1 in
    ffmpeg) echo "sound files as FFmpeg decodes them" ;;
    sox) echo "the length of WAV files as SoX reads it" ;;
    mediainfo) echo "chapters as MediaInfo reads them" ;;
    chromium | node | npm) echo "the read-along page in a browser" ;;
    java) echo "EPUB books by epubcheck" ;;
    systemd-analyze) echo "the service as systemd reads it" ;;
    gpo) echo "the feed as gPodder reads it" ;;
    openai) echo "speech as OpenAI's client asks for it" ;;
    clients) echo "the feed as Node's clients read it" ;;
    *) echo "EPUB books by epubcheck, chapters as Mutagen reads them, the feed as Python's clients read it, the queue of archives, Home Assistant's and gPodder's clients" ;;
    esac
}

# What a program said of why it failed: its first error, or else its last line.
skip() {
    reason=$(grep -m 1 -iE "^e(rror)?: " "$log" || tail -n 1 "$log")
    say "skipped: $(checks_of "$1"): $1 could not be installed: ${reason#[Ee]*: }"
}

is_fresh=no
# shellcheck disable=SC2154
for tool in $tools; do
    program=${tool%%:*} missing=${tool#*:}
    if has "$program"; then
        continue
    fi
    say "installing: $missing"
    if [ $is_fresh = no ]; then
        (refresh) >"$log" 2>&1 || true
        is_fresh=yes
    fi
    # In a subshell: there may be no way to become root.
    if ! (install "$missing") >"$log" 2>&1 || ! has "$program"; then
        skip "$program"
    fi
done

if ! has_python_tools && has pip; then
    say "installing: $(sed -n 's/==.*//p' scripts/tools.txt | tr '\n' ' ')into $PYTHON_TOOLS"
    install_packages scripts/tools.txt "$PYTHON_TOOLS" >"$log" 2>&1 || skip "a package of scripts/tools.txt"
fi

# OpenAI's client is apart: it is the largest, and made for some versions of Python only.
OPENAI=target/tools/openai

has_openai() { cmp -s scripts/openai.txt "$OPENAI/tools.txt"; }

if ! has_openai && has pip; then
    say "installing: openai into $OPENAI"
    install_packages scripts/openai.txt "$OPENAI" >"$log" 2>&1 || skip openai
fi

has_node_tools() { cmp -s tests/clients/package-lock.json tests/clients/node_modules/installed.json; }

install_node_tools() {
    npm ci --prefix tests/clients --no-audit --no-fund --loglevel=error &&
        cp tests/clients/package-lock.json tests/clients/node_modules/installed.json
}

if has npm && ! has_node_tools; then
    say "installing: what tests/clients/package.json names"
    install_node_tools >"$log" 2>&1 || skip clients
fi
