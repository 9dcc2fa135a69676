/** A share of 1 as a percentage: 97.3 %. Only all is 100 %, and only none is 0 %. */
export function formatShare(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`;
  const percent = Math.min(99.9, Math.max(0.1, 100 * share));
  return `${percent.toFixed(1)} %`;
}
