// The parts of deck.gl that the map uses. The bundle of the pydeck wheel comes without types; what layers are given is checked by
// browser tests, which look at the pixels.

declare namespace DeckGl {
  /** What the bundle gives. */
  interface Library {
    Deck: new (props: object) => Deck;
    MapView: new (props: object) => object;
    FlyToInterpolator: new () => object;
    Layer: LayerClass;
    Model: new (device: Device, props: object) => Model;
    Geometry: new (props: object) => object;
    /** The shader module of what is picked by colour. */
    picking: { name: string };
    SolidPolygonLayer: LayerClass;
    ScatterplotLayer: LayerClass;
    ColumnLayer: LayerClass;
    BitmapLayer: LayerClass;
    TileLayer: LayerClass;
    _Tileset2D: TilesetClass;
    WebMercatorViewport: new (props: object) => DrawnViewport;
  }

  /** With the map's own two layers (gpu/shape.js, gpu/symbols.js). */
  interface WithOwn extends Library {
    ShapeLayer: LayerClass;
    SymbolLayer: LayerClass;
  }

  interface Deck {
    width: number;
    height: number;
    device: Device;
    isInitialized: boolean;
    animationLoop: Loop;
    setProps(props: object): void;
    redraw(reason: string): void;
    finalize(): void;
    getCanvas(): HTMLCanvasElement;
    getViewports(): DrawnViewport[];
    pickMultipleObjects(asked: { x: number; y: number; radius: number; depth: number }): Hit[];
  }

  /** Draws at each refresh of the screen, where something is to be drawn, between start and stop. */
  interface Loop {
    start(): Promise<unknown>;
    stop(): void;
    redraw(): void;
  }

  /** What lies under a pixel. */
  interface Hit {
    layer: Layer;
    object?: { id?: string };
  }

  interface Hover extends Partial<Hit> {
    x: number;
    y: number;
  }

  interface Pointer {
    isDragging: boolean;
    isHovering: boolean;
  }

  /** A move of the camera: by hand, or a step of a flight. */
  interface Move {
    viewState: Camera;
    interactionState?: { inTransition?: boolean };
  }

  interface Device {
    gl: WebGL2RenderingContext;
    createTexture(props: object): Texture;
    createBuffer(props: { data: ArrayBufferView; usage?: number }): Buffer;
    getMipLevelCount(width: number, height: number): number;
  }

  interface Buffer {
    destroy(): void;
  }

  interface Texture {
    destroy(): void;
    writeData(data: Uint8Array, size: PixelSize): void;
    copyExternalImage(given: { image: HTMLCanvasElement }): void;
    generateMipmapsWebGL(): void;
  }

  interface Layer {
    id: string;
    props: any;
    state: any;
    context: any;
    clone(props: object): Layer;
    initializeState(): void;
    updateState(update: Update): void;
    finalizeState(context: object): void;
    setState(state: object): void;
    getShaders(asked?: Shaders): Shaders;
    getAttributeManager(): Attributes;
    encodePickingColor(index: number, target?: number[]): number[];
  }

  /** What has changed of a layer. */
  interface Update {
    props: any;
    oldProps: any;
    changeFlags: { dataChanged: boolean | string };
  }

  /** What the GPU draws. */
  interface Model {
    shaderInputs: { setProps(props: Record<string, object>): void };
    setBindings(bindings: Record<string, Texture>): void;
    setVertexCount(count: number): void;
    draw(renderPass: object): void;
    destroy(): void;
  }

  interface TilesetClass {
    new (...options: object[]): { getTileIndices(asked: { viewport: DrawnViewport }): TileIndex[] };
  }

  interface LayerClass {
    new (...props: object[]): Layer;
    layerName: string;
    defaultProps: object;
  }

  /** What a layer's shaders are put together of. */
  interface Shaders {
    vs: string;
    fs: string;
    modules: { name: string }[];
  }

  interface Attributes {
    add(attributes: Record<string, object>): void;
    addInstanced(attributes: Record<string, object>): void;
    remove(names: string[]): void;
    invalidate(name: string): void;
    getBufferLayouts(options?: { isInstanced: boolean }): object[];
  }

  /** What a row gives for an attribute of its layer. */
  type Accessor<Row> = (row: Row, told: { index: number; target: number[] }) => number[];

  interface Attribute {
    value: ArrayLike<number>;
    startIndices: ArrayLike<number>;
  }
}
