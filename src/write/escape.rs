//! All escaping of the program, one function a format.
