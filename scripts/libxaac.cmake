# CMake reads this for everything it builds here, because `.cargo/config.toml` names it in
# CMAKE_TOOLCHAIN_FILE; it changes libxaac only. `libxaac-sys` builds the decoder with the
# encoder. Nothing calls the decoder, so it is compiled without optimization.
if(PROJECT_NAME STREQUAL "libxaac" AND NOT COMMAND compile_decoder_quickly)
  function(compile_decoder_quickly)
    get_target_property(sources libxaacdec SOURCES)
    # What it shares with the encoder stays as it is.
    list(FILTER sources INCLUDE REGEX "/decoder/.*\\.c$")
    set_property(SOURCE ${sources} APPEND PROPERTY COMPILE_OPTIONS -O0)
  endfunction()
  cmake_language(DEFER CALL compile_decoder_quickly)
endif()
