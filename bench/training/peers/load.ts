/**
 * Loads a package that is installed in `bench`. The compiler does not look for it there, since it need not be
 * installed: `T` has what is used of it.
 */
export async function load<T>(name: string): Promise<T> {
  const module = await import(name);
  return module.default ?? module;
}
