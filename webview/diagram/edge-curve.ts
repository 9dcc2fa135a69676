/** The curves of a network's edges: each leaves level to the right, and arrives level. */

/** Where an edge begins and ends. */
export interface EdgeEnds {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The curve as the data of an SVG path. */
export function curve({ x1, y1, x2, y2 }: EdgeEnds): string {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/** The height of the curve at an x between its ends. */
export function heightAt({ x1, y1, x2, y2 }: EdgeEnds, x: number): number {
  const t = parameterAt((x - x1) / (x2 - x1));
  return y1 + (y2 - y1) * t * t * (3 - 2 * t);
}

/** Where on the curve, from 0 to 1, a share of its width is reached: x(t) = 1.5·t − 1.5·t² + t³, ever growing. */
function parameterAt(share: number): number {
  let [low, high] = [0, 1];
  for (let k = 0; k < 30; k++) {
    const t = (low + high) / 2;
    if (t * (1.5 + t * (t - 1.5)) < share) low = t;
    else high = t;
  }
  return (low + high) / 2;
}

/** The one of several edges between the same two columns that passes nearest to a point; null where none is near. */
export function nearestEdge<Edge extends EdgeEnds>(
  edges: readonly Edge[],
  x: number,
  y: number,
  reach: number,
): Edge | null {
  let nearest: Edge | null = null;
  let least = reach;
  for (const edge of edges) {
    const distance = Math.abs(heightAt(edge, x) - y);
    if (distance <= least) {
      least = distance;
      nearest = edge;
    }
  }
  return nearest;
}
