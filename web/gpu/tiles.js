// An optional tile basemap by configuration (天地图 or any XYZ). Where a tile fails, the local basemap stays and the
// map says so.

/**
 * @param {DeckGl.Library} D
 * @param {Tiles} tiles
 * @param {() => void} onFail
 */
export function tileLayer(D, tiles, onFail) {
  return new D.TileLayer({
    id: "basemap:tiles",
    data: tiles.url,
    minZoom: 0,
    maxZoom: tiles.maxZoom,
    tileSize: 256,
    maxRequests: 6,
    /** @param {{ url: string, signal: AbortSignal }} asked */
    getTileData: async ({ url, signal }) => {
      const response = await fetch(url, { signal });
      if (!response.ok) throw new Error(`${response.status}`);
      return createImageBitmap(await response.blob());
    },
    onTileError: onFail,
    /** @param {{ tile: { bbox: Extent }, data: ImageBitmap | null }} props */
    renderSubLayers: (props) => {
      const { west, south, east, north } = props.tile.bbox;
      return (
        props.data &&
        new D.BitmapLayer(props, {
          data: null,
          image: props.data,
          bounds: [west, south, east, north],
          parameters: { depthCompare: "always" },
        })
      );
    },
  });
}
