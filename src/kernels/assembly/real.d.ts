/** The numbers that the kernels compute with: f64 or f32, as the compiler is told. */
declare type real = f64;
