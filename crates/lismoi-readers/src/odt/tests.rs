//! Documents made in the tests.
