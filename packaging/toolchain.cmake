# CMake reads this for everything that a release builds: packaging/build names it. It tells
# CMake which compilers packaging/build has chosen, and where libsonic for the target is.
include("${CMAKE_CURRENT_LIST_DIR}/../scripts/libxaac.cmake")

# The data of eSpeak NG are compiled by an eSpeak NG for this machine; cargo builds that one
# too, and it is not for the target.
string(FIND "${CMAKE_BINARY_DIR}" "/$ENV{LISMOI_TARGET}/" for_target)
if(NOT for_target EQUAL -1)
  if(DEFINED ENV{LISMOI_SYSTEM_PROCESSOR})
    set(CMAKE_SYSTEM_NAME Linux)
    set(CMAKE_SYSTEM_PROCESSOR "$ENV{LISMOI_SYSTEM_PROCESSOR}")
    string(REPLACE "-" "_" variable "$ENV{LISMOI_TARGET}")
    set(CMAKE_C_COMPILER "$ENV{CC_${variable}}")
    set(CMAKE_CXX_COMPILER "$ENV{CXX_${variable}}")
    set(CMAKE_AR "$ENV{AR_${variable}}")
    set(CMAKE_RANLIB "$ENV{RANLIB_${variable}}")
    # CMake would change the path of libraries in what zig has linked, and finds no room for it.
    set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
    set(CMAKE_FIND_ROOT_PATH "$ENV{LISMOI_LIBSONIC}")
    set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
    set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
  endif()
  # eSpeak NG is always told where its data are, and the folder that is compiled in would be
  # one of the machine that built it.
  if(PROJECT_NAME STREQUAL "espeak-ng" AND NOT COMMAND forget_build_folder)
    function(forget_build_folder)
      set_property(TARGET espeak-ng PROPERTY COMPILE_DEFINITIONS
        "LIBESPEAK_NG_EXPORT=1" "PATH_ESPEAK_DATA=\"/usr/share/espeak-ng-data\"")
    endfunction()
    cmake_language(DEFER CALL forget_build_folder)
  endif()
endif()
