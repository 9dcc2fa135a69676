/** The kernels in `assembly/`, compiled for each precision, in base64: scripts/lib/kernels.mjs makes this module. */
declare module "unboxed:kernels" {
  export const float64: string;
  export const float32: string;
  /** In float32, with products and sums rounded once: only some engines take it. */
  export const fusedFloat32: string;
}
