//! Any bytes, imported as mail, twice.
#![no_main]

// The engine catches panics of its mail parser. The fuzzer's hook would end the process at each; what is not caught still does.
libfuzzer_sys::fuzz_target!(init: drop(std::panic::take_hook()), |bytes: &[u8]| engine::testkit::fuzz::import(bytes));
