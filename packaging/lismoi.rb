# For a tap of Homebrew. docs/releasing.md says what is set at a release.
class Lismoi < Formula
  desc "Turns French articles into audio, offline"
  homepage "https://example.org/lismoi"
  url "https://example.org/lismoi/archive/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "GPL-3.0-or-later"

  depends_on "cmake" => :build
  depends_on "llvm" => :build
  depends_on "rust" => :build
  depends_on "libsonic"

  def install
    ENV["LIBCLANG_PATH"] = Formula["llvm"].opt_lib
    system "cargo", "install", *std_cargo_args

    system "packaging/extras", bin/"lismoi", buildpath/"extras"
    man1.install "extras/man/man1/lismoi.1"
    (man/"fr/man1").install "extras/man/fr/man1/lismoi.1"
    bash_completion.install "extras/bash/lismoi"
    fish_completion.install "extras/fish/lismoi.fish"
    zsh_completion.install "extras/zsh/_lismoi"
  end

  test do
    (testpath/"article.txt").write <<~TEXT
      Un essai

      Il est 14h30. M. Dupont dort.
    TEXT
    system bin/"lismoi", "article.txt", "--format", "m4b"
    assert_path_exists testpath/"output/article/article.m4b"
    system bin/"lismoi", "check", "output/article"
  end
end
