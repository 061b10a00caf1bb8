"""What fuzzers feed with bytes, and the fuzzer that is guided by coverage."""
