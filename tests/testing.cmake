# SPDX-License-Identifier: GPL-3.0-or-later
# How a test, a library for tests and a fuzzer are built.

# What nearly every test reads of Qt, compiled once with the options that the tests have. Its size follows
# what is linked: QTest knows more types where there are widgets.
function(signalbox_test_headers name)
    cmake_parse_arguments(arg "" "" "LIBS;HEADERS" ${ARGN})
    file(CONFIGURE OUTPUT ${name}.cpp CONTENT "// The headers are all.\n")
    add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    target_link_libraries(${name} PRIVATE signalbox_flags ${arg_LIBS})
    target_compile_options(${name} PRIVATE ${test_options})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
endfunction()

# Every test holds most of the product: the usual linker takes five times as long for that.
include(CheckLinkerFlag)
check_linker_flag(CXX -fuse-ld=lld signalbox_has_lld)

# The tables of a test need no -O3; there it costs time and makes g++ 12 suspect std::optional.
set(test_options $<$<CONFIG:Release>:-O1>)
if(SIGNALBOX_PCH)
    signalbox_test_headers(test_headers LIBS Qt6::Test Qt6::Network HEADERS <QtTest/QtTest> <QtNetwork/QtNetwork>)
    if(SIGNALBOX_UI)
        signalbox_test_headers(test_headers_ui LIBS Qt6::Test Qt6::Network Qt6::Widgets
            HEADERS <QtTest/QtTest> <QtNetwork/QtNetwork> <QtWidgets/QtWidgets>)
    endif()
endif()

# signalbox_test_options(<target> [UI]): the options of tests and their headers. UI: it links Qt Widgets.
function(signalbox_test_options name)
    cmake_parse_arguments(arg "UI" "" "" ${ARGN})
    target_link_libraries(${name} PRIVATE signalbox_flags Qt6::Test Qt6::Network)
    target_compile_options(${name} PRIVATE ${test_options})
    if(SIGNALBOX_PCH)
        if(arg_UI)
            target_precompile_headers(${name} REUSE_FROM test_headers_ui)
        else()
            target_precompile_headers(${name} REUSE_FROM test_headers)
        endif()
        set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp
            PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    endif()
endfunction()

# moc for the one source of a test, which includes the outcome: AUTOMOC takes three steps for that. The target
# test_mocs makes all of them without compiling anything.
function(signalbox_test_moc name source)
    set(directory ${CMAKE_CURRENT_BINARY_DIR}/moc)
    qt6_generate_moc(${source} ${directory}/${name}.moc)
    target_sources(${name} PRIVATE ${directory}/${name}.moc)
    target_include_directories(${name} PRIVATE ${directory})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    set_property(GLOBAL APPEND PROPERTY signalbox_test_mocs ${directory}/${name}.moc)
endfunction()

# Tiers: quick (every build), merge (real processes and servers, minutes), long (only ./check --long).
# signalbox_test(<path without .cpp> [TIER quick|merge|long] [TIMEOUT s] [SERIAL] [LIBS lib…] [SOURCES file…])
# Read only by a build with sanitizers: a test preloads a library, memory that was given back is kept from
# use for a while but counts for the tests that measure it, and what lsan.supp names is no leak.
set(sanitizer_options
    "ASAN_OPTIONS=verify_asan_link_order=0:quarantine_size_mb=32;LSAN_OPTIONS=suppressions=${CMAKE_CURRENT_SOURCE_DIR}/lsan.supp:print_suppressions=0")
function(signalbox_test path)
    cmake_parse_arguments(arg "SERIAL" "TIER;TIMEOUT" "LIBS;SOURCES" ${ARGN})
    get_filename_component(name ${path} NAME)
    add_executable(${name} ${path}.cpp ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBS})
    target_link_options(${name} PRIVATE $<$<BOOL:${signalbox_has_lld}>:-fuse-ld=lld>)
    if(arg_LIBS MATCHES "signalbox_ui|uisupport|uisight|uibus|Qt6::Widgets")
        signalbox_test_options(${name} UI)
    else()
        signalbox_test_options(${name})
    endif()
    if(NOT arg_SOURCES)
        signalbox_test_moc(${name} ${path}.cpp)
    endif()
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT arg_TIER)
        set(arg_TIER quick)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS ${arg_TIER} TIMEOUT ${arg_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;SIGNALBOX_BIN=${CMAKE_BINARY_DIR}/bin;${sanitizer_options}")
    if(arg_SERIAL)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
    endif()
endfunction()

# signalbox_fuzz(<path without .cpp> [LIBS lib…]): a libFuzzer program, only with SIGNALBOX_FUZZ; seeds lie in
# tests/fuzz/corpus/<name>.
if(SIGNALBOX_FUZZ)
    add_custom_target(fuzzers)
endif()
function(signalbox_fuzz path)
    if(NOT SIGNALBOX_FUZZ)
        return()
    endif()
    cmake_parse_arguments(arg "" "" "LIBS" ${ARGN})
    get_filename_component(name ${path} NAME)
    add_executable(${name} ${path}.cpp)
    target_link_libraries(${name} PRIVATE signalbox_flags Qt6::Core ${arg_LIBS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_dependencies(fuzzers ${name})
endfunction()

# Call once, after the last test.
function(signalbox_tests_end)
    get_property(mocs GLOBAL PROPERTY signalbox_test_mocs)
    add_custom_target(test_mocs DEPENDS ${mocs})
endfunction()
