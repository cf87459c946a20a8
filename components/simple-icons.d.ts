// Next answers the import of an image with its address; next-env.d.ts, which says so too, is made by the build alone.
declare module 'simple-icons/icons/*.svg' {
  const image: { src: string; width: number; height: number };
  // biome-ignore lint/style/noDefaultExport: the shape that Next gives it
  export default image;
}
